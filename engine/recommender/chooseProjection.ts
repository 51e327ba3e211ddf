import { fitProjection } from '../../models/content/fitProjection.ts'
import { projectionDefaults, type ProjectionOptions } from '../../models/content/projectCold.ts'
import type { ItemAttributes } from '../../models/fusion/contentLists.ts'
import { derive } from '../../models/rng.ts'
import type { Cases } from './cases.ts'
import { judge, listRanker, meanNdcg, type FittedAt } from './evaluate.ts'
import { blocksOf, evidenceOf, fitRecipe } from './fitRecipe.ts'
import type { ItemFacts } from './itemFacts.ts'
import type { Ground } from './parts.ts'
import type { Recipe } from './recipe.ts'

/** Cold items may take so much of the worth of the lists for those who bought warm ones: a shop that shows nothing new learns nothing new. */
const MOST_LOST = 0.005

export type ProjectionChoice = { readonly projection: ProjectionOptions | null; readonly reason: string }

/**
 * How new items get their place by what the catalogue says of them: options by taking warm items of the training part for cold, kept only if
 * the validation cases lose next to nothing by it. Null where they lose more, or there are no lists to project into.
 */
export function chooseProjection(ground: Ground, cases: Cases, recipe: Recipe, facts: ItemFacts, attributes: ItemAttributes, around: Pick<FittedAt, 'histories' | 'personas' | 'places'>, fallback: Int32Array): ProjectionChoice {
  const plain = { ...recipe, projection: null }
  const block = blocksOf(ground, plain).find(({ reading }) => reading !== 'own')
  if (block === undefined) return { projection: null, reason: 'no lists to project into' }
  const evidence = evidenceOf(ground, recipe)
  if (evidence.every((people) => people >= projectionDefaults.coldBelow)) return { projection: null, reason: 'every item is known well enough' }
  const strengths = ground.strengths(recipe.readings.taste)
  const fitted = fitProjection(block.lists, attributes, evidence, strengths, derive(ground.seed, 'projection'))
  const options = fitted?.options ?? projectionDefaults
  const worth = (tried: Recipe) => meanNdcg(judge(cases, listRanker(cases, { served: fitRecipe(ground, tried, facts, attributes), recipe: tried, ...around }, fallback)))
  const [without, within] = [worth(plain), worth({ ...recipe, projection: options })]
  const learned = fitted === null ? 'too few warm items to choose by, so the defaults' : `warm items taken for cold: NDCG@20 ${round(fitted['ndcg@20'])} among ${fitted.pretended}, ${fitted.cases} customers`
  const reason = `${learned}; validation ${round(without)} without, ${round(within)} with`
  return within >= without * (1 - MOST_LOST) ? { projection: options, reason } : { projection: null, reason: `${reason}: left out` }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
