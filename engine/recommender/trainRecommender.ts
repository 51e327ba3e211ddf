import type { Importance } from '../../models/ranker/importance.ts'
import type { Interactions } from '../../models/interactions.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { ArtefactId, RunId } from '../ids.ts'
import type { ArtefactStatus } from '../store/schema/learning.ts'
import type { Store } from '../store/connect.ts'
import { groupPersonas } from './groupings.ts'
import { learn, type Learning, type LearningOptions } from './learn.ts'
import { learnedFrom } from './learned.ts'
import type { Verdict } from './judgeAll.ts'
import { encodeRecommender } from './model.ts'
import { whyChosen } from './whyChosen.ts'
import type { RankerFit } from './trainRanker.ts'
import { reportOf } from './report/reportOf.ts'
import type { SliceReport } from './report/sliceReport.ts'
import { keepArtefact, loadChampion, type Gate } from './registry.ts'

export type TrainingOptions = Omit<LearningOptions, 'champion'> & {
  readonly runId: RunId
  readonly permit: PopulationPermit<'train_ai_system'>
  readonly now: Date
}

/** The verdict without the rankings it was made from. */
export type Figures = Omit<Verdict, 'judged'>

export type RecommenderSummary = Figures & {
  readonly artefactId: ArtefactId
  readonly version: string
  readonly status: ArtefactStatus
  readonly published: boolean
  readonly gate: Gate
  readonly people: number
  readonly items: number
  readonly interactions: number
  readonly testFrom: string
  readonly rankerTraining: { readonly backend: string; readonly rows: number; readonly customers: number; readonly calibratedOn: number; readonly importances: readonly Importance[] } | null
  readonly settings: object
  /** Why the recipe is what it is, in sentences. */
  readonly why: readonly string[]
}

/**
 * Learns what goes with what from the log before `asOf`: a blend of generators chosen on a validation cut inside the training part, lists
 * and ranker judged against popularity and the recipe in use on the last part by time, everything fitted again on the whole for serving. It
 * is published only if the 95 % interval of its gain in NDCG@20 over popularity lies above 0; the ranker serves only if its gain over the
 * lists does, a new recipe only if its gain over the one in use does. Throws too_little (conflict) when there are not enough purchases to
 * judge by.
 */
export async function trainRecommender(store: Store, options: TrainingOptions): Promise<RecommenderSummary> {
  const { permit, asOf, seed, runId, now } = options
  const progress = options.progress ?? (() => {})
  const champion = (await loadChampion(store))?.model.recipe ?? null
  return learn(store, { ...options, champion }, async (learning) => {
    progress(0.9, 'fitting for serving')
    const { shop, recipe, ranker, verdict } = learning
    const today = await options.personasAt?.(asOf) ?? null
    const personas = groupPersonas(today, shop.personIds)
    const { served, facts } = learning.fitServing(personas)
    const model = {
      itemIds: shop.itemIds, recipe, asOf: asOf.getTime(), served, facts, personaIds: personas?.keys ?? [], placeKeys: learning.places?.keys ?? [],
      ranker: verdict.served === 'ranker' ? ranker?.ranker ?? null : null,
    }
    const { judged: _rankings, ...figures } = verdict
    const report = await reportOf(store, learning, today, seed)
    const settings = settingsOf(learning)
    const kept = await keepArtefact(store, {
      runId, permit, bytes: encodeRecommender(model), seed, learned: learnedFrom(shop), windowFrom: firstOf(shop.rows), windowTo: asOf, settings, metrics: { ...figures, report, testFrom: testFromOf(learning), rankerTraining: rankerTrainingOf(ranker) }, gate: figures.gate, engine: learning.engine,
    }, now)
    progress(1, 'done')
    return {
      ...kept, ...figures, people: permit.people, items: shop.itemIds.length, interactions: shop.rows.item.length, testFrom: testFromOf(learning), settings, why: whyOf(learning),
      rankerTraining: rankerTrainingOf(ranker),
    }
  })
}

export type Judgement = Verdict & { readonly report: SliceReport; readonly items: number; readonly interactions: number; readonly testFrom: string; readonly settings: object }

/** The same learning and judging without keeping anything: what `trainRecommender` would find where nothing is published. Throws as it does. */
export async function judgeRecommender(store: Store, options: LearningOptions): Promise<Judgement> {
  return learn(store, options, async (learning) => {
    const { shop, verdict } = learning
    const report = await reportOf(store, learning, await options.personasAt?.(options.asOf) ?? null, options.seed)
    return { ...verdict, report, items: shop.itemIds.length, interactions: shop.rows.item.length, testFrom: testFromOf(learning), settings: settingsOf(learning), why: whyOf(learning) }
  })
}

function rankerTrainingOf(ranker: RankerFit | null): RecommenderSummary['rankerTraining'] {
  return ranker === null ? null : { backend: ranker.backend, rows: ranker.rows, customers: ranker.groups, calibratedOn: ranker.calibratedOn, importances: ranker.importances }
}

function firstOf({ at }: Interactions): Date | null {
  return at.length === 0 ? null : new Date(at.reduce((a, b) => Math.min(a, b)))
}

function whyOf({ recipe, choice, verdict }: Learning): string[] {
  if (verdict.recipe === 'champion') return ['the recipe in use stays: what was chosen anew is not better beyond doubt', ...whyChosen(choice.recipe, choice, choice.coldItems).map((line) => `not taken: ${line}`)]
  return whyChosen(recipe, choice, choice.coldItems)
}

function settingsOf({ recipe, popularity, choice, engine }: Learning): object {
  const { trials, left, seconds, coldItems } = choice
  return { recipe, popularity, why: { policy: 'NDCG@20 of the blend on a validation cut inside the training part', trials, left, seconds, coldItems }, engine }
}

function testFromOf({ test }: Learning): string {
  return new Date(test.cases.cut).toISOString()
}
