import type { TransactionSql } from 'postgres'
import { admitPopulation, type PopulationPermit } from '../../consent/population.ts'
import { LotseError } from '../../errors.ts'
import { computeFeatures, DEFAULT_ZONE } from '../../features/computeFeatures.ts'
import { readPlaces } from '../../features/places.ts'
import { newId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { keptSource, sourceInMemory, type FeatureSource } from '../finding/featureSource.ts'
import { distinguish } from './distinctions.ts'
import type { PersonaFacts, Words } from './facts.ts'
import { gather } from './gather.ts'
import { profileOf } from './profile.ts'
import { rulesOf } from './rulesOf.ts'
import { tally } from './tallies.ts'

/** The group itself, and everybody else of the run. */
const GROUP = 0

/**
 * The facts of a persona by who is in it in a run as the transaction sees it, counted anew of everybody who allows profiling at this moment. Its stability
 * is unknown: no run has found it so.
 */
export async function profileAgain(store: Store, tx: TransactionSql, runId: RunId, personaId: PersonaId, name: Words, now: Date): Promise<PersonaFacts> {
  return withFeatures(store, runId, now, async (source, permit, precise) => {
    const gathered = await gather(tx, source, runId, [personaId])
    await tx`drop table if exists grouped, grouped_people`
    const tallies = await tally({ tx, permit, precise, asOf: source.asOf, zone: DEFAULT_ZONE }, runId, [personaId])
    return profileOf({ gathered, tallies, places: await readPlaces(tx, precise), stability: [NaN] }, GROUP, distinguish(gathered, GROUP), rulesOf(gathered, SEED)[GROUP] ?? null, name)
  })
}

/** Which rows are held out for rules; any will do, as long as it is the same each time. */
const SEED = 1

/** Works on the features behind a persona run, of those who allow profiling now: a population of its own, since that of the run stays as it was. */
export async function withFeatures<T>(
  store: Store, runId: RunId, now: Date, work: (source: FeatureSource, permit: PopulationPermit<'personalize.content.profiling'>, precise: PopulationPermit<'location.precise'>) => Promise<T>,
): Promise<T> {
  const asking = newId<RunId>(now)
  const permit = await admitPopulation(store, asking, 'personalize.content.profiling', now)
  const precise = await admitPopulation(store, asking, 'location.precise', now)
  try {
    return await work(await sourceBehind(store, permit, precise, runId), permit, precise)
  } finally {
    await store.sql`delete from run_population where run_id = ${asking}`
  }
}

/** As the run kept them; where they are no longer kept the log tells them again. */
async function sourceBehind(store: Store, permit: PopulationPermit<'personalize.content.profiling'>, precise: PopulationPermit<'location.precise'>, runId: RunId): Promise<FeatureSource> {
  const [run] = await store.sql<{ as_of: Date; feature_run_id: RunId; kept: boolean }[]>`
    select r.as_of, r.feature_run_id, f.run_id is not null and exists (select 1 from feature_rows where run_id = f.run_id) as kept from persona_runs r
    left join feature_sets f on f.run_id = r.feature_run_id and f.completed_at is not null where r.run_id = ${runId}`
  if (run === undefined) throw new LotseError('conflict', 'run_gone', 'The run that found this persona is gone.')
  return run.kept ? keptSource(store, permit, run.feature_run_id) : sourceInMemory(await computeFeatures(store, permit, run.as_of, { precise }))
}
