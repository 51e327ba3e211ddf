import { admitPopulation } from '../consent/population.ts'
import { trainOffers } from '../experiments/trainOffers.ts'
import { computeFeatures } from '../features/computeFeatures.ts'
import { saveFeatures } from '../features/keepFeatures.ts'
import { runJourneys } from '../journeys/journeys.ts'
import { keptSource } from '../personas/finding/featureSource.ts'
import { roundCount } from '../personas/meaning/roundFacts.ts'
import { groupedAt } from '../personas/finding/groupedAt.ts'
import { pruneRuns } from '../personas/finding/pruneRuns.ts'
import { runPersonas } from '../personas/finding/runPersonas.ts'
import { trainingSeconds } from '../recommender/trainingBudget.ts'
import { trainRecommender } from '../recommender/trainRecommender.ts'
import { evaluateSegments } from '../segments/evaluateSegment.ts'
import type { Store } from '../store/connect.ts'
import type { Job, Run } from './runs.ts'

export type StepContext = {
  readonly store: Store
  readonly run: Run
  readonly clock: () => Date
  readonly progress: (share: number, words: string) => void
}

type Summary = { readonly [name: string]: unknown }

/** Every job as a call of its room: who may enter is asked first, then the room works on exactly those. */
export const STEPS: Record<Job, (context: StepContext) => Promise<Summary>> = { features, personas, recommender, segments, offers, journeys }

/** Who allows a profile, and who of them a precise place. */
async function askProfiling({ store, run, clock, progress }: StepContext) {
  progress(0, 'asking for consent')
  const permit = await admitPopulation(store, run.runId, 'personalize.content.profiling', clock())
  const precise = await admitPopulation(store, run.runId, 'location.precise', clock())
  return { permit, precise }
}

async function features(context: StepContext): Promise<Summary> {
  const { store, run, clock, progress } = context
  const { permit, precise } = await askProfiling(context)
  progress(0.1, 'reading the log')
  const matrix = await computeFeatures(store, permit, run.asOf, { precise })
  progress(0.8, 'keeping them')
  await saveFeatures(store, run.runId, matrix, clock())
  return { people: roundCount(permit.people), columns: matrix.columns.length }
}

async function personas(context: StepContext): Promise<Summary> {
  const { store, run, clock, progress } = context
  const { permit, precise } = await askProfiling(context)
  progress(0.05, 'reading features')
  // In a run of all jobs the features stand ready; whoever withdrew since is left out by the new permit. Alone, they are made and kept first: single
  // people are put in place by them between runs.
  if (run.job !== 'all') await saveFeatures(store, run.runId, await computeFeatures(store, permit, run.asOf, { precise }), clock())
  const source = await keptSource(store, permit, run.runId)
  const summary = await runPersonas(store, { runId: run.runId, source, permit, precise, seed: run.seed, now: clock(), progress: (share, words) => progress(0.1 + 0.9 * share, words) })
  await pruneRuns(store.sql, clock())
  return summary
}

async function recommender({ store, run, clock, progress }: StepContext): Promise<Summary> {
  const permit = await admitPopulation(store, run.runId, 'train_ai_system', clock(), false)
  const profiled = await admitPopulation(store, run.runId, 'personalize.content.profiling', clock())
  return trainRecommender(store, { runId: run.runId, permit, asOf: run.asOf, seed: run.seed, seconds: await trainingSeconds(store), now: clock(), progress, personasAt: (at) => groupedAt(store, profiled, run, at) })
}

async function segments({ store, run, clock, progress }: StepContext): Promise<Summary> {
  const snapshots = await evaluateSegments(store, { asOf: run.asOf, now: clock() }, (snapshot, share) => progress(share, snapshot.key))
  return { segments: snapshots.map(({ key, members }) => ({ key, members })) }
}

async function offers({ store, run, clock, progress }: StepContext): Promise<Summary> {
  progress(0, 'asking for consent')
  const training = await admitPopulation(store, run.runId, 'train_ai_system', clock(), false)
  const reporting = await admitPopulation(store, run.runId, 'analytics.reporting', clock(), false)
  progress(0.1, 'reading what came of offers')
  return trainOffers(store, { training, reporting, asOf: run.asOf, seed: run.seed, now: clock() })
}

async function journeys({ store, run, clock }: StepContext): Promise<Summary> {
  const permit = await admitPopulation(store, run.runId, 'analytics.reporting', clock(), false)
  const { sessions, people, afterOrder } = await runJourneys(store, permit, run.asOf, clock())
  return { sessions, people, afterOrder }
}
