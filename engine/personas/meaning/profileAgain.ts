import { admitPopulation, type PopulationPermit } from '../../consent/population.ts'
import { LotseError } from '../../errors.ts'
import { computeFeatures, DEFAULT_ZONE, type FeatureMatrix } from '../../features/computeFeatures.ts'
import { loadFeatures } from '../../features/keepFeatures.ts'
import { readPlaces } from '../../features/places.ts'
import { newId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaFacts } from './facts.ts'
import { distinctionsOf, profileOf } from './profile.ts'
import type { Persona } from '../reading/readPersonas.ts'
import { tally } from './tallies.ts'

const TOGETHER = 0
const REST = 1

/** The facts a persona would have with the people of others added, of everybody who allows profiling at this moment. */
export async function profileAgain(store: Store, { id, runId, facts }: Persona, others: readonly string[], now: Date): Promise<PersonaFacts> {
  // A population of its own: that of the run stays as it was when the run began.
  const asking = newId<RunId>(now)
  const permit = await admitPopulation(store, asking, 'personalize.content.profiling', now)
  const precise = await admitPopulation(store, asking, 'location.precise', now)
  try {
    const features = await featuresBehind(store, permit, precise, runId)
    const members = await store.sql<{ customer_id: string; persona_id: PersonaId }[]>`select customer_id, persona_id from persona_members where run_id = ${runId}`
    const together = new Set<string>([id, ...others])
    const joined = new Set(members.filter((row) => together.has(row.persona_id)).map((row) => row.customer_id))
    const groupOf = Int32Array.from(features.people, (person) => (joined.has(person) ? TOGETHER : REST))
    return await store.sql.begin('isolation level repeatable read', async (tx) => {
      const tallies = await tally({ tx, permit, asOf: features.asOf, zone: DEFAULT_ZONE }, features.people, groupOf)
      const input = { features, groupOf, groups: 2, tallies, places: await readPlaces(tx, precise), stability: [NaN, NaN] }
      return profileOf(input, TOGETHER, distinctionsOf(input)[TOGETHER]!, { en: facts.text.en.name, de: facts.text.de.name })
    })
  } finally {
    await store.sql`delete from run_population where run_id = ${asking}`
  }
}

/** As the run kept them; a run of personas alone keeps none, and the log tells them again. */
async function featuresBehind(
  store: Store, permit: PopulationPermit<'personalize.content.profiling'>, precise: PopulationPermit<'location.precise'>, runId: RunId,
): Promise<FeatureMatrix> {
  const [run] = await store.sql<{ as_of: Date; feature_run_id: RunId; kept: boolean }[]>`
    select r.as_of, r.feature_run_id, f.run_id is not null as kept from persona_runs r
    left join feature_sets f on f.run_id = r.feature_run_id and f.completed_at is not null where r.run_id = ${runId}`
  if (run === undefined) throw new LotseError('missing', 'run_unknown', 'The run that found this persona is gone.')
  return run.kept ? loadFeatures(store, permit, run.feature_run_id) : computeFeatures(store, permit, run.as_of, { precise })
}
