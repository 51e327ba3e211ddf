import type { PersonaId } from '../ids.ts'
import { inUse } from '../personas/life/sets.ts'
import { LEAST_PEOPLE } from '../personas/meaning/facts.ts'
import { getPersona } from '../personas/reading/readPersonas.ts'
import type { Store } from '../store/connect.ts'
import { couponOf } from '../catalogue/offer.ts'
import type { Shelf } from './shelf.ts'

/** What to offer a persona: items by the recommender in use, and incentives by who took them. */
export type PersonaOffers = {
  /** Null where the recommender in use does not know the persona. Share of its purchases against everybody's; lift is their ratio. */
  readonly recommender: { readonly version: string; readonly items: readonly { readonly itemId: string; readonly title: string; readonly share: number; readonly rest: number; readonly lift: number | null }[] } | null
  /** Orders of the last 365 days that redeemed it, as a share of all orders; of at least 20 people on both sides. */
  readonly offers: readonly { readonly offerId: string; readonly title: string; readonly share: number; readonly rest: number; readonly lift: number | null }[]
}

const ITEMS = 12
const DIGITS = 3

/** Throws `persona_unknown`. */
export async function personaOffers(store: Store, shelf: Shelf, id: string, now: Date): Promise<PersonaOffers> {
  const persona = await getPersona(store, id, now)
  return { recommender: itemsFor(shelf, persona.id), offers: persona.facts.withheld ? [] : await offersTaken(store, shelf, persona.id, now) }
}

/** Items by p · ln(p / q) of their shares p among the persona and q among all: what is sold to them and to few others comes first. */
function itemsFor({ served, showable }: Shelf, id: PersonaId): PersonaOffers['recommender'] {
  const groups = served?.model.facts.personas ?? null
  const group = served?.model.personaIds.indexOf(id) ?? -1
  if (served === null || groups === null || group < 0) return null
  const scored = showable.flatMap((item, number) => {
    const [share, rest] = [groups.shares[group * groups.items + number]!, served.model.facts.share[number]!]
    return item === null || !(share > 0) ? [] : [{ itemId: item.id, title: item.title, share: figure(share), rest: figure(rest), lift: rest > 0 ? figure(share / rest) : null, score: share * Math.log(share / (rest + 1e-9)) }]
  })
  return { version: served.version, items: scored.sort((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1)).slice(0, ITEMS).map(({ score: _score, ...item }) => item) }
}

type Taken = { coupon: string | null; own: number; others: number; ownPeople: number; otherPeople: number }

async function offersTaken(store: Store, { catalogue }: Shelf, id: PersonaId, now: Date): Promise<PersonaOffers['offers']> {
  const rows = await store.sql<Taken[]>`
    with said as (
      select distinct on (p.person_id) p.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from consent_records r join people p using (customer_id) where r.purpose = 'personalize.content.profiling' order by p.person_id, r.seq desc),
    run as (select coalesce((select u.run_id from ${inUse(store.sql, now)} u where u.persona_id = p.persona_id), p.run_id) run_id from personas p where p.persona_id = ${id}),
    orders as (
      select lower(trim(e.properties ->> 'coupon')) coupon, coalesce(m.persona_id = ${id}, false) own, m.customer_id person
      from persona_members m join run using (run_id) join said on said.person_id = m.customer_id and said.allowed join people p on p.person_id = m.customer_id
      join events e on e.customer_id = p.customer_id and e.name = 'Order Completed' and e.occurred_at > ${now}::timestamptz - interval '365 days' and e.occurred_at <= ${now})
    select coupon, count(*) filter (where own)::float8 own, count(*) filter (where not own)::float8 others,
      count(distinct person) filter (where own)::float8 "ownPeople", count(distinct person) filter (where not own)::float8 "otherPeople" from orders group by grouping sets ((coupon), ())`
  const all = rows.reduce<Taken | null>((most, row) => (most === null || row.own + row.others > most.own + most.others ? row : most), null)
  if (all === null || all.own === 0 || all.others === 0) return []
  return catalogue.offers.flatMap((offer) => {
    const row = rows.find(({ coupon }) => coupon === couponOf(offer))
    if (row === undefined || row.ownPeople < LEAST_PEOPLE || row.otherPeople < LEAST_PEOPLE) return []
    const [share, rest] = [row.own / all.own, row.others / all.others]
    return [{ offerId: offer.id, title: offer.title, share: figure(share), rest: figure(rest), lift: figure(share / rest) }]
  }).sort((a, b) => b.share - b.rest - (a.share - a.rest))
}

function figure(value: number): number {
  return Number(value.toPrecision(DIGITS))
}
