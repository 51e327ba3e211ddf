import { admitPopulation } from '../../engine/consent/population.ts'
import { newId, type RunId } from '../../engine/ids.ts'
import { defaultAsOf } from '../../engine/jobs/runs.ts'
import { groupedAt } from '../../engine/personas/finding/groupedAt.ts'
import type { Estimate } from '../../engine/recommender/evaluate.ts'
import type { SliceReport } from '../../engine/recommender/report/sliceReport.ts'
import { judgeRecommender, type Judgement } from '../../engine/recommender/trainRecommender.ts'
import type { Store } from '../../engine/store/connect.ts'

/** Figures in the shape of the other protocols. */
type Flat = { readonly 'hr@20': number; readonly 'ndcg@20': number; readonly n: number; readonly intervals: { readonly [metric: string]: readonly [number, number] } }

export type ShopEvaluation = {
  readonly protocol: 'shop'
  readonly data: { readonly split: string; readonly items: number; readonly interactions: number; readonly people: number; readonly asOf: string }
  readonly result: Flat
  readonly baselines: { readonly [name: string]: Flat }
  readonly gains: Pick<Judgement, 'gain' | 'rankerGain'>
  readonly report: SliceReport
  readonly chosen: string
  readonly settings: object
  readonly seed: number
}

function flat(estimate: Estimate): Flat {
  const { 'hr@20': hr, 'ndcg@20': ndcg, n } = estimate
  return { 'hr@20': hr.mean, 'ndcg@20': ndcg.mean, n, intervals: { 'hr@20': [hr.low, hr.high], 'ndcg@20': [ndcg.low, ndcg.high] } }
}

/**
 * What is in the database, by the time split that training uses: the people who allow training now, everything before the last part known.
 * Nothing is published or kept. Throws `too_little` (conflict) when too few of them bought something in the last part.
 */
export async function evaluateShop(store: Store, seed: number, now: Date, progress: (share: number, words: string) => void): Promise<ShopEvaluation> {
  const runId = newId<RunId>(now)
  const asOf = await defaultAsOf(store, now)
  try {
    const permit = await admitPopulation(store, runId, 'train_ai_system', now, false)
    const profiled = await admitPopulation(store, runId, 'personalize.content.profiling', now)
    const judged = await judgeRecommender(store, { permit, asOf, seed, progress, personasAt: (at) => groupedAt(store, profiled, { asOf, seed }, at) })
    const { served, lists, ranker, popularity, gain, rankerGain } = judged
    return {
      protocol: 'shop', data: { split: `purchases from ${judged.testFrom} on`, items: judged.items, interactions: judged.interactions, people: permit.people, asOf: asOf.toISOString() },
      result: flat(served === 'ranker' && ranker !== null ? ranker : lists), baselines: { popularity: flat(popularity), lists: flat(lists) },
      gains: { gain, rankerGain }, report: judged.report, chosen: served, settings: judged.settings, seed,
    }
  } finally {
    // It was no run: who was let in is not kept.
    await store.sql`delete from run_population where run_id = ${runId}`
  }
}
