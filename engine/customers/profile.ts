import type { TransactionSql } from 'postgres'
import type { CustomerId } from '../ids.ts'
import type { Traits } from '../store/schema/people.ts'

/** Where somebody is. Coordinates only come this far while location.precise is allowed. */
export type Place = { readonly country: string | null; readonly region: string | null; readonly city: string | null; readonly lat: number | null; readonly lon: number | null }

export const NOWHERE: Place = { country: null, region: null, city: null, lat: null, lon: null }

export type ProfileChange = { readonly personId: CustomerId; readonly traits: Traits; readonly place: Place | null }

/** Latest wins, trait by trait; a place replaces the place. One change a person. */
export async function writeProfiles(tx: TransactionSql, changes: readonly ProfileChange[]): Promise<void> {
  if (changes.length === 0) return
  const places = changes.map(({ place }) => place ?? NOWHERE)
  await tx`
    update customers c set traits = c.traits || n.traits::jsonb,
      country = case when n.placed then n.country else c.country end, region = case when n.placed then n.region else c.region end, city = case when n.placed then n.city else c.city end,
      lat = case when n.placed then n.lat else c.lat end, lon = case when n.placed then n.lon else c.lon end
    from unnest(${changes.map(({ personId }) => personId)}::uuid[], ${changes.map(({ traits }) => JSON.stringify(traits))}::text[], ${changes.map(({ place }) => String(place !== null))}::text[]::boolean[],
      ${places.map(({ country }) => country)}::text[], ${places.map(({ region }) => region)}::text[], ${places.map(({ city }) => city)}::text[],
      ${places.map(({ lat }) => lat)}::float8[], ${places.map(({ lon }) => lon)}::float8[]) as n(id, traits, placed, country, region, city, lat, lon)
    where c.customer_id = n.id`
}

/** What the person lacked is taken from whom it was joined with; what it had stays. Coordinates are not carried over. */
export async function fillFrom(tx: TransactionSql, pairs: readonly { readonly from: CustomerId; readonly into: CustomerId }[]): Promise<void> {
  if (pairs.length === 0) return
  await tx`
    with goes as (select n.i, d.customer_id, d.traits, d.country, d.region, d.city from unnest(${pairs.map(({ from }) => from)}::uuid[], ${pairs.map(({ into }) => into)}::uuid[]) as n(f, i)
      join customers d on d.customer_id = n.f where d.traits <> '{}'::jsonb or d.country is not null),
    traits as (select g.i, jsonb_object_agg(t.key, t.value order by g.customer_id) as traits from goes g cross join lateral jsonb_each(g.traits) t group by g.i),
    place as (select distinct on (i) i, country, region, city from goes where country is not null order by i, customer_id)
    update customers c set traits = coalesce(t.traits, '{}'::jsonb) || c.traits,
      country = case when c.country is null then p.country else c.country end, region = case when c.country is null then p.region else c.region end,
      city = case when c.country is null then p.city else c.city end
    from (select distinct i from goes) g left join traits t on t.i = g.i left join place p on p.i = g.i where c.customer_id = g.i`
}
