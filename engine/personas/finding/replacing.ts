import { checkPeople } from '../../consent/checkPeople.ts'
import type { Permit, Person } from '../../consent/permit.ts'
import { holdOffErasure } from '../../customers/erasureLock.ts'
import { featuresOf } from '../../features/featuresOf.ts'
import { loadBasis, type KeptBasis } from '../../features/keepBasis.ts'
import { LotseError } from '../../errors.ts'
import type { CustomerId, PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { PersonaSettings } from '../settings.ts'
import type { Grouping } from './grouping.ts'
import { decodeModel, type EncodedModel } from './groupingCodec.ts'
import { placePeople, type Place } from './placing.ts'
import { formerOf } from './previousRun.ts'

/** A run's model as people are put in place by it: its personas, the clusters of each, and what a row depends on besides its person. */
export type PlacingModel = {
  /** Of the run's row: another one once somebody merged or cut personas of the run. */
  readonly version: string
  readonly runId: RunId
  readonly grouping: Grouping
  readonly ids: readonly PersonaId[]
  readonly clusters: readonly (readonly number[])[]
  readonly basis: KeptBasis
  readonly settings: PersonaSettings
}

/** The model whose members count: of the set in use, else of the last complete run. null before the first run, or where it kept no basis. */
export async function placingModel(store: Pick<Store, 'sql'>, known: PlacingModel | null = null): Promise<PlacingModel | null> {
  const [row] = await store.sql<{ run_id: RunId; version: string }[]>`
    select r.run_id, r.xmin::text version from persona_runs r where r.completed_at is not null
    order by r.run_id = (select run_id from persona_sets order by seq desc limit 1) desc nulls last, r.completed_at desc, r.run_id desc limit 1`
  if (row === undefined) return null
  if (known !== null && known.runId === row.run_id && known.version === row.version) return known
  const [run] = await store.sql<{ feature_run_id: RunId; model: EncodedModel; settings: unknown }[]>`select feature_run_id, model, settings from persona_runs where run_id = ${row.run_id}`
  if (run === undefined) return null
  const ids = [...new Set(run.model.personas)]
  const basis = await loadBasis(store, run.feature_run_id).catch((error: unknown) => {
    if (error instanceof LotseError && error.code === 'features_missing') return null
    throw error
  })
  if (basis === null) return null
  const clusters = ids.map((id) => run.model.personas.flatMap((persona, c) => (persona === id ? [c] : [])))
  return { version: row.version, runId: row.run_id, grouping: decodeModel(run.model), ids, clusters, basis, settings: PersonaSettings.parse(run.settings) }
}

export type Placed = { readonly permit: Permit<'personalize.content.profiling'>; readonly features: Awaited<ReturnType<typeof featuresOf>>; readonly row: number; readonly place: Place }

/** Where people belong by everything known of them at `now`: those only who allow profiling at this moment. Nothing is written. */
export async function placeNow(store: Store, { runId, grouping, ids, clusters, basis, settings }: PlacingModel, people: readonly Person[], now: Date): Promise<Placed[]> {
  const [profiling, precise] = await Promise.all([checkPeople(store, people, 'personalize.content.profiling', now), checkPeople(store, people, 'location.precise', now)])
  const allowed = people.flatMap(({ personId }) => { const answer = profiling.get(personId); return answer?.allowed === true ? [answer.permit] : [] })
  const exact = people.flatMap(({ personId }) => { const answer = precise.get(personId); return answer?.allowed === true ? [answer.permit] : [] })
  if (allowed.length === 0) return []
  const features = await featuresOf(store, basis, { profiling: allowed, precise: exact }, now)
  const former = await store.sql.begin('read only', (tx) => formerOf(tx, runId, features.people))
  const places = placePeople(grouping, features, clusters, ids, features.people.map((person) => former.get(person) ?? null), settings, false)
  const permitOf = new Map(allowed.map((permit) => [permit.personId, permit]))
  return places.map((place, row) => ({ permit: permitOf.get(features.people[row]!)!, features, row, place }))
}

/**
 * Puts people in place between runs and writes it down. Only customers the shop named are put in personas, as by a run. False, and nothing
 * written, when the model is no longer the one in use: personas were merged or cut meanwhile.
 */
export async function replacePeople(store: Store, model: PlacingModel, customers: readonly CustomerId[], now: Date): Promise<boolean> {
  const people = await store.sql<Person[]>`
    select p.person_id "personId", array_agg(q.customer_id) "customerIds" from people p join customers c on c.customer_id = p.person_id and c.known join people q on q.person_id = p.person_id
    where p.customer_id = any(${[...customers]}::uuid[]) group by p.person_id`
  const placed = await placeNow(store, model, people, now)
  if (placed.length === 0) return true
  return store.sql.begin(async (tx) => {
    await holdOffErasure(tx)
    const same = await tx`select 1 from persona_runs where run_id = ${model.runId} and xmin::text = ${model.version} for share`
    if (same.length === 0) return false
    const rows = placed.map(({ permit, place }) => ({ ...place, who: permit.personId }))
    await tx`
      insert into persona_members as m (customer_id, run_id, persona_id, weight, margin, undetermined, mix, candidate, streak, assigned_at)
      select r.customer_id, ${model.runId}, r.persona_id, r.weight, r.margin, r.undetermined, r.mix::real[], r.candidate, r.streak, ${now}
      from unnest(${rows.map(({ who }) => who)}::uuid[], ${rows.map(({ personaId }) => personaId)}::uuid[], ${rows.map(({ weight }) => weight)}::real[], ${rows.map(({ margin }) => margin)}::real[],
        ${rows.map(({ undetermined }) => undetermined)}::text[], ${rows.map(({ mix }) => `{${mix.join(',')}}`)}::text[], ${rows.map(({ candidate }) => candidate)}::uuid[], ${rows.map(({ streak }) => streak)}::smallint[])
        as r (customer_id, persona_id, weight, margin, undetermined, mix, candidate, streak)
      join customers c on c.customer_id = r.customer_id
      on conflict (customer_id, run_id) do update set persona_id = excluded.persona_id, weight = excluded.weight, margin = excluded.margin, undetermined = excluded.undetermined, mix = excluded.mix,
        candidate = excluded.candidate, streak = excluded.streak, assigned_at = excluded.assigned_at
      where m.persona_id is distinct from excluded.persona_id or m.mix is distinct from excluded.mix`
    return true
  })
}
