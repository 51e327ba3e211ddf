import { setImmediate as turn } from 'node:timers/promises'
import { availableParallelism } from 'node:os'
import type { ItemAttributes } from '../../models/fusion/contentLists.ts'
import type { Interactions } from '../../models/interactions.ts'
import { openTeam } from '../../models/parallel/team.ts'
import type { Compute, Engine } from '../../models/parallel/work.ts'
import { derive } from '../../models/rng.ts'
import { chooseCut } from '../../models/timeSplit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { PURCHASE } from './behaviours.ts'
import { casesAt, someCases, type Cases } from './cases.ts'
import { readCategories } from './categories.ts'
import { chooseProjection } from './chooseProjection.ts'
import { chooseRecipe, type Choice } from './chooseRecipe.ts'
import { choosePopularity, popularItems, type FittedAt } from './evaluate.ts'
import { fitRecipe } from './fitRecipe.ts'
import { groupPersonas, readPlaces, type PersonasThen } from './groupings.ts'
import { readHistories } from './histories.ts'
import { itemFactsAt, type Grouping, type ItemFacts, type PlaceGrouping } from './itemFacts.ts'
import { judgeAll, type Verdict } from './judgeAll.ts'
import { groundOf, type Ground } from './parts.ts'
import type { PopularitySettings } from './popularitySettings.ts'
import { lastPrices, readInteractions, type ShopInteractions } from './readInteractions.ts'
import { readAttributes } from './readAttributes.ts'
import type { Recipe } from './recipe.ts'
import type { Moment } from './rankerLook.ts'
import { trainRanker, type RankerFit } from './trainRanker.ts'
import { withCatalogue } from './withCatalogue.ts'

export type LearningOptions = {
  readonly permit: PopulationPermit<'train_ai_system'>
  /** Nothing at or after it is read. */
  readonly asOf: Date
  readonly seed: number
  /** What choosing and fitting may take, in planned seconds of two cores (see secondsOf): the plan follows from the data, not from the clock. */
  readonly seconds?: number
  /** Who belonged to which persona at a moment, found without looking past it; absent: no personas are used. */
  readonly personasAt?: (at: Date) => Promise<PersonasThen | null>
  /** The recipe in use, which another has to beat. */
  readonly champion?: Recipe | null
  readonly progress?: (share: number, words: string) => void
}

export const TRAINING_SECONDS = 25
/** Bounds the work by amounts, not by the clock. */
const CASES = { validation: 4000, choosing: 1200, test: 4000, share: 0.2 }
/** Fewer customers than this to judge by prove nothing. */
const LEAST_CASES = 50
const MOST_THREADS = 4

export type Learning = {
  readonly shop: ShopInteractions
  readonly attributes: ItemAttributes
  readonly places: PlaceGrouping | null
  readonly choice: Choice & { readonly coldItems: string }
  readonly popularity: PopularitySettings
  readonly recipe: Recipe
  readonly ranker: RankerFit | null
  readonly verdict: Verdict
  readonly test: Moment
  readonly engine: Engine
  /** Fits the recipe on everything, for serving. */
  readonly fitServing: (personas: Grouping | null) => { readonly served: FittedAt['served']; readonly facts: ItemFacts }
}

/**
 * Reads the log before `asOf`, chooses a recipe on a validation cut inside the training part, and judges it, the recipe in use and the
 * ranker against popularity on the last part by time. `use` gets what was learned while the threads are there. Throws too_little (conflict)
 * when there are not enough purchases to judge by.
 */
export async function learn<T>(store: Store, options: LearningOptions, use: (learning: Learning) => Promise<T>): Promise<T> {
  const team = openTeam(Math.min(MOST_THREADS, availableParallelism()))
  try {
    return await use(await learnWith(store, options, team))
  } finally {
    await team.close()
  }
}

async function learnWith(store: Store, options: LearningOptions, compute: Compute): Promise<Learning> {
  const { permit, asOf, seed, seconds = TRAINING_SECONDS } = options
  const progress = options.progress ?? (() => {})
  progress(0, 'reading')
  const shop = await withCatalogue(store, await readInteractions(store, permit, { from: null, to: asOf }))
  const attributes = await readAttributes(store, shop.itemIds)
  const places = await readPlaces(store, permit, shop.personIds)
  const categories = await readCategories(store, shop.itemIds)
  const { test, validation } = cuts(shop.rows, seed)
  // As they were at the validation cut, for the test too: grouping is dear, and in serving a persona is as old as its run.
  const before = groupPersonas(await options.personasAt?.(new Date(validation.cut)) ?? null, shop.personIds)
  progress(0.2, 'choosing')
  await turn()
  const few = someCases(validation, CASES.choosing, derive(seed, 'choosing cases'))
  const popularity = choosePopularity(few)
  const ground = groundOf(validation.known, validation.cut, seed, compute)
  const facts = itemFactsAt(validation.known, validation.cut, before, places)
  const blend = await chooseRecipe({ cases: few, ground, facts, personas: before, places, popularHalfLifeDays: popularity.halfLifeDays }, seconds, async (share, words) => {
    progress(0.2 + 0.3 * share, words)
    await turn()
  })

  progress(0.45, 'finding new items their place')
  await turn()
  const around = { histories: readHistories(few.histories, blend.recipe.readings, few.moments), personas: before, places }
  const { projection, reason } = chooseProjection(ground, few, blend.recipe, facts, attributes, around, popularItems(few, popularity))
  const choice = { ...blend, recipe: { ...blend.recipe, projection }, coldItems: reason }

  const catalogueAt = (cut: number) => ({ price: lastPrices(shop, cut), category: categories })
  const momentOf = (cases: Cases, on: Ground, at: ItemFacts, recipe: Recipe): Moment => ({
    cases, facts: at, catalogue: catalogueAt(cases.cut),
    fitted: { served: fitRecipe(on, recipe, at, attributes), histories: readHistories(cases.histories, recipe.readings, cases.moments), recipe, personas: before, places },
  })
  progress(0.5, 'fitting the lists')
  await turn()
  const testGround = groundOf(test.known, test.cut, seed, compute)
  const testFacts = itemFactsAt(test.known, test.cut, before, places)
  const alone = choice.recipe.parts.map(({ settings }) => ({ settings, lists: testGround.lists(choice.recipe.readings, settings) }))
  const challenger = momentOf(test, testGround, testFacts, choice.recipe)
  const reigning = options.champion ?? null
  const champion = reigning === null || sameRecipe(reigning, choice.recipe) ? null : { recipe: reigning, moment: momentOf(test, testGround, testFacts, reigning) }

  progress(0.6, 'fitting the ranker')
  await turn()
  const verdictOf = judgeAll({ popularity, seed, challenger, champion: champion?.moment ?? null, alone })
  const recipe = verdictOf.winner === 'champion' && champion !== null ? champion.recipe : choice.recipe
  const moment = verdictOf.winner === 'champion' && champion !== null ? champion.moment : challenger
  const ranker = await trainRanker(momentOf(validation, ground, facts, recipe), seed)
  progress(0.8, 'judging')
  await turn()
  return {
    shop, attributes, places, choice, popularity, recipe, ranker, test: moment, engine: compute.engine, verdict: verdictOf.with(ranker),
    fitServing: (personas) => {
      const now = asOf.getTime()
      const all = itemFactsAt(shop.rows, now, personas, places)
      return { served: fitRecipe(groundOf(shop.rows, now, seed, compute), recipe, all, attributes), facts: all }
    },
  }
}

export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function cuts(rows: Interactions, seed: number): { test: Cases; validation: Cases } {
  const tooLittle = (n: number) => new LotseError('conflict', 'too_little', `Too little to learn from: ${n} customers of the run bought something in the part set aside for judging, ${LEAST_CASES} are needed.`)
  const testCut = chooseCut(rows, PURCHASE, CASES.share)
  if (testCut === null) throw tooLittle(0)
  const test = casesAt(rows, testCut, Infinity, CASES.test, derive(seed, 'test cases'))
  if (test.customers.length < LEAST_CASES) throw tooLittle(test.customers.length)
  const validationCut = chooseCut(test.known, PURCHASE, CASES.share)
  if (validationCut === null) throw tooLittle(0)
  const validation = casesAt(test.known, validationCut, testCut, CASES.validation, derive(seed, 'validation cases'))
  if (validation.customers.length < LEAST_CASES) throw tooLittle(validation.customers.length)
  return { test, validation }
}
