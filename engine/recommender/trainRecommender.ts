import { setImmediate as turn } from 'node:timers/promises'
import type { Interactions } from '../../models/interactions.ts'
import { cooccurrenceOf } from '../../models/cooccurrence.ts'
import { derive } from '../../models/rng.ts'
import { foldStrengths } from '../../models/strengths.ts'
import { chooseCut } from '../../models/timeSplit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { ArtefactId, RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { keepArtefact, type Gate } from './registry.ts'
import { PURCHASE } from './behaviours.ts'
import { casesAt, someCases, type Cases } from './cases.ts'
import { readCategories } from './categories.ts'
import { chooseSettings, type Choice } from './chooseSettings.ts'
import { difference, estimate, fitAt, judge, listRanker, meanNdcg, popularItems, popularRanker, type Difference, type Estimate } from './evaluate.ts'
import { groupPersonas, readPlaces, type PersonasThen } from './groupings.ts'
import { itemFactsAt, type Grouping, type PlaceGrouping } from './itemFacts.ts'
import { encodeRecommender, type RecommenderModel } from './model.ts'
import { lastPrices, readInteractions, type ShopInteractions } from './readInteractions.ts'
import { rerank, trainRanker, type Moment, type RankerFit } from './trainRanker.ts'

export type TrainingOptions = {
  readonly runId: RunId
  readonly permit: PopulationPermit<'train_ai_system'>
  /** Nothing at or after it is read. */
  readonly asOf: Date
  readonly seed: number
  readonly now: Date
  /** Who belonged to which persona at a moment, found without looking past it; absent: no personas are used. */
  readonly personasAt?: (at: Date) => Promise<PersonasThen | null>
  readonly progress?: (share: number, words: string) => void
}

/** Bounds the work by amounts, not by the clock, so that the same data give the same model on any machine. */
const BUDGET = { fits: 20, validationCases: 4000, choosingCases: 1500, testCases: 4000, share: 0.2 }
/** Fewer customers than this to judge by prove nothing. */
const LEAST_CASES = 50

export type RecommenderSummary = {
  readonly artefactId: ArtefactId
  readonly version: string
  readonly published: boolean
  readonly gate: Gate
  readonly people: number
  readonly items: number
  readonly interactions: number
  readonly testFrom: string
  readonly popularity: Estimate
  readonly lists: Estimate
  readonly ranker: Estimate | null
  /** What is served against popularity, and the ranker against the lists alone; paired over the same customers. */
  readonly gain: Difference
  readonly rankerGain: Difference | null
  readonly served: 'lists' | 'ranker'
  readonly rankerTraining: { readonly backend: string; readonly rows: number; readonly customers: number } | null
  readonly settings: object
}

/**
 * Learns what goes with what from the log before `asOf`: settings chosen on a validation cut inside the training part, lists and ranker
 * judged against popularity on the last part by time, everything fitted again on the whole for serving. It is published only if the 95 %
 * interval of its gain in NDCG@20 over popularity lies above 0; the ranker serves only if its gain over the lists does. Throws too_little
 * (conflict) when there are not enough purchases to judge by.
 */
export async function trainRecommender(store: Store, options: TrainingOptions): Promise<RecommenderSummary> {
  const { permit, asOf, seed } = options
  const progress = options.progress ?? (() => {})
  const { shop, places, choice, ranker, verdict, testCut } = await learn(store, options)
  progress(0.9, 'fitting for serving')
  await turn()
  const personas = groupPersonas(await options.personasAt?.(asOf) ?? null, shop.personIds)
  const model = fitServing(shop, asOf, choice, personas, places, verdict.served === 'ranker' ? ranker : null)
  const settings = { ...choice, seed, policy: 'ndcg@20 on a time split' }
  const { served, gate, ...metrics } = verdict
  const kept = await keepArtefact(store, { runId: options.runId, bytes: encodeRecommender(model), windowFrom: firstOf(shop.rows), windowTo: asOf, settings, metrics: { served, ...metrics }, gate }, options.now)
  progress(1, 'done')
  return {
    artefactId: kept.artefactId, version: kept.version, published: kept.published, gate, people: permit.people, items: shop.itemIds.length, interactions: shop.rows.item.length,
    testFrom: new Date(testCut).toISOString(), ...metrics, served, settings: { lists: choice.lists, popularity: choice.popularity },
    rankerTraining: ranker === null ? null : { backend: ranker.backend, rows: ranker.rows, customers: ranker.groups },
  }
}

export type Judgement = Verdict & { readonly items: number; readonly interactions: number; readonly testFrom: string; readonly settings: object }

/** The same learning and judging without keeping anything: what `trainRecommender` would find. Throws as it does. */
export async function judgeRecommender(store: Store, options: Omit<TrainingOptions, 'runId' | 'now'>): Promise<Judgement> {
  const { shop, choice, verdict, testCut } = await learn(store, options)
  return { ...verdict, items: shop.itemIds.length, interactions: shop.rows.item.length, testFrom: new Date(testCut).toISOString(), settings: { lists: choice.lists, popularity: choice.popularity } }
}

type Learned = { readonly shop: ShopInteractions; readonly places: PlaceGrouping | null; readonly choice: Choice; readonly ranker: RankerFit | null; readonly verdict: Verdict; readonly testCut: number }

async function learn(store: Store, options: Omit<TrainingOptions, 'runId' | 'now'>): Promise<Learned> {
  const { permit, asOf, seed } = options
  const progress = options.progress ?? (() => {})
  progress(0, 'reading')
  const shop = await readInteractions(store, permit, { from: null, to: asOf })
  const places = await readPlaces(store, permit, shop.personIds)
  const categories = await readCategories(store, shop.itemIds)
  const { test, validation } = cuts(shop.rows, seed)
  progress(0.2, 'choosing settings')
  const choice = await chooseSettings(someCases(validation, BUDGET.choosingCases, derive(seed, 'choosing cases')), BUDGET.fits, async (share) => { progress(0.2 + 0.3 * share, 'choosing settings'); await turn() })

  // As they were at the validation cut, for the test too: grouping is dear, and in serving a persona is as old as its run.
  const before = groupPersonas(await options.personasAt?.(new Date(validation.cut)) ?? null, shop.personIds)
  const momentAt = (cases: Cases): Moment => ({
    cases, settings: choice.lists, fitted: fitAt(cases, choice.lists), personas: before, places, facts: itemFactsAt(cases.known, cases.cut, before, places),
    catalogue: { price: lastPrices(shop, cases.cut), category: categories },
  })
  progress(0.5, 'fitting the ranker')
  const ranker = await trainRanker(momentAt(validation), seed)
  progress(0.8, 'judging')
  await turn()
  return { shop, places, choice, ranker, verdict: judgeAll(momentAt(test), choice, ranker, seed), testCut: test.cut }
}

function cuts(rows: Interactions, seed: number): { test: Cases; validation: Cases } {
  const tooLittle = (n: number) => new LotseError('conflict', 'too_little', `Too little to learn from: ${n} customers of the run bought something in the part set aside for judging, ${LEAST_CASES} are needed.`)
  const testCut = chooseCut(rows, PURCHASE, BUDGET.share)
  if (testCut === null) throw tooLittle(0)
  const test = casesAt(rows, testCut, Infinity, BUDGET.testCases, derive(seed, 'test cases'))
  if (test.customers.length < LEAST_CASES) throw tooLittle(test.customers.length)
  const validationCut = chooseCut(test.known, PURCHASE, BUDGET.share)
  if (validationCut === null) throw tooLittle(0)
  const validation = casesAt(test.known, validationCut, testCut, BUDGET.validationCases, derive(seed, 'validation cases'))
  if (validation.customers.length < LEAST_CASES) throw tooLittle(validation.customers.length)
  return { test, validation }
}

type Verdict = Pick<RecommenderSummary, 'popularity' | 'lists' | 'ranker' | 'gain' | 'rankerGain' | 'served' | 'gate'>

function judgeAll(moment: Moment, choice: Choice, ranker: RankerFit | null, seed: number): Verdict {
  const { cases, fitted } = moment
  const popular = judge(cases, popularRanker(cases, choice.popularity))
  const lists = judge(cases, listRanker(cases, choice.lists, fitted, popularItems(cases, choice.popularity)))
  const ranked = ranker === null ? null : judge(cases, rerank(ranker.ranker, moment))
  const rankerGain = ranked === null ? null : difference(ranked, lists, seed)
  const served = rankerGain !== null && rankerGain['ndcg@20'].low > 0 ? 'ranker' : 'lists'
  const gain = difference(served === 'ranker' && ranked !== null ? ranked : lists, popular, seed)
  const low = gain['ndcg@20'].low
  const reason = `NDCG@20 gain over popularity ${round(gain['ndcg@20'].mean)}, 95 % interval ${round(low)} to ${round(gain['ndcg@20'].high)}, n = ${popular.ndcg.length}`
  return {
    popularity: estimate(popular, seed), lists: estimate(lists, seed), ranker: ranked === null ? null : estimate(ranked, seed), rankerGain, gain, served,
    gate: low > 0 ? { passed: true, reason } : { passed: false, reason: `${reason}: it does not beat popularity (mean ${round(meanNdcg(popular))})` },
  }
}

function fitServing(shop: ShopInteractions, asOf: Date, choice: Choice, personas: Grouping | null, places: PlaceGrouping | null, ranker: RankerFit | null): RecommenderModel {
  const now = asOf.getTime()
  const { rows } = shop
  return {
    itemIds: shop.itemIds, settings: choice.lists, asOf: now, lists: cooccurrenceOf(foldStrengths(rows, choice.lists.fit, now), choice.lists.fit),
    facts: itemFactsAt(rows, now, personas, places), personaIds: personas?.keys ?? [], placeKeys: places?.keys ?? [], ranker: ranker?.ranker ?? null,
  }
}

function firstOf(rows: Interactions): Date | null {
  return rows.at.length === 0 ? null : new Date(rows.at.reduce((a, b) => Math.min(a, b)))
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
