import { sampleWithout } from '../../models/draws.ts'
import { createScratch } from '../../models/listScorer.ts'
import { derive } from '../../models/rng.ts'
import { loadTensorBackend } from '../../models/ranker/backend.ts'
import { fitRanker, rankerDefaults } from '../../models/ranker/fitRanker.ts'
import { rankerLogits, type Ranker } from '../../models/ranker/ranker.ts'
import { CANDIDATES, candidatesOf, type Candidates } from './candidates.ts'
import { ownedItems, type Cases } from './cases.ts'
import { AT, bestFirst, type FittedAt } from './evaluate.ts'
import { termsInto } from './explain.ts'
import { massOf } from './histories.ts'
import type { ItemFacts } from './itemFacts.ts'
import { FEATURES, rankingFeatures, type CatalogueFacts, type Visitor } from './rankingFeatures.ts'
import { contextSources, historySources } from './servedLists.ts'

/** All that was known at a cut: nothing in it comes from rows at or after it. */
export type Moment = {
  readonly cases: Cases
  readonly fitted: FittedAt
  readonly facts: ItemFacts
  readonly catalogue: CatalogueFacts
}

type Look = { readonly candidates: Candidates; readonly features: Float32Array }

/** How the ranker meets each case: the candidates that lists fitted before the cut would have given, and their features then. */
function looker(moment: Moment): (at: number) => Look {
  const { cases, facts } = moment
  const { served, histories, recipe, personas, places } = moment.fitted
  const scratch = createScratch(served.lists.items)
  const marks = new Int32Array(served.lists.items).fill(-1)
  const fallback = bestFirst(facts.share).subarray(0, 3 * CANDIDATES)
  const owned = ownedItems(cases)
  return (at) => {
    const customer = cases.customers[at]
    const own = owned[at]
    const persona = personas?.of[customer] ?? -1
    const place = places?.of[customer] ?? -1
    const sources = { history: historySources(served, histories, customer), context: contextSources(served, persona, place, massOf(histories, customer) ** recipe.context.growth) }
    const candidates = candidatesOf(served, sources, scratch, CANDIDATES, [fallback], recipe.bought === 'drop' ? (item) => own.has(item) : undefined)
    const { taste } = histories
    const [from, to] = [taste.offsets[customer], taste.offsets[customer + 1]]
    const visitor: Visitor = { items: taste.item.subarray(from, to), strengths: taste.source.subarray(from, to), at: taste.at.subarray(from, to), owned: own, persona, place }
    return { candidates, features: rankingFeatures(visitor, candidates, termsInto(served, sources, candidates.items, marks), facts, moment.catalogue, cases.moments[customer]) }
  }
}

export type RankerBudget = { readonly rows: number; readonly taken: number; readonly negatives: number; readonly epochs: number }
export const RANKER_BUDGET: RankerBudget = { rows: 40_000, taken: 6, negatives: 18, epochs: 20 }

export type RankerFit = { readonly ranker: Ranker; readonly backend: string; readonly rows: number; readonly groups: number }

/**
 * Fits the ranker on candidates bought after the moment's cut against candidates passed over, drawn by seed. Null when fewer than 100
 * customers bought one of their candidates: there is nothing to learn an order from.
 */
export async function trainRanker(moment: Moment, seed: number, budget: RankerBudget = RANKER_BUDGET): Promise<RankerFit | null> {
  const look = looker(moment)
  const rows: Float32Array[] = []
  const labels: number[] = []
  const groups: number[] = []
  let group = 0
  for (let at = 0; at < moment.cases.customers.length && rows.length < budget.rows; at++) {
    const { candidates, features } = look(at)
    const taken: number[] = []
    const passed: number[] = []
    candidates.items.forEach((item, row) => (moment.cases.bought[at].has(item) ? taken : passed).push(row))
    if (taken.length === 0) continue
    const rng = derive(seed, `rows ${at}`)
    const drawn = (from: number[], size: number) => Array.from(sampleWithout(rng, from.length, size), (place) => from[place])
    for (const row of [...drawn(taken, budget.taken), ...drawn(passed, budget.negatives)].sort((a, b) => a - b)) {
      rows.push(features.subarray(row * FEATURES.length, (row + 1) * FEATURES.length))
      labels.push(moment.cases.bought[at].has(candidates.items[row]) ? 1 : 0)
      groups.push(group)
    }
    group++
  }
  if (group < 100) return null
  const data = new Float32Array(rows.length * FEATURES.length)
  rows.forEach((row, at) => data.set(row, at * FEATURES.length))
  const tensors = await loadTensorBackend()
  const options = { ...rankerDefaults, features: FEATURES, epochs: budget.epochs, batch: 512, learningRate: 4e-3, patience: 5 }
  const ranker = await fitRanker(tensors, { rows: rows.length, cols: FEATURES.length, data }, Float32Array.from(labels), Int32Array.from(groups), derive(seed, 'ranker'), options)
  return { ranker, backend: tensors.backend, rows: rows.length, groups: group }
}

/** The candidates in the ranker's order, the first 20. */
export function rerank(ranker: Ranker, moment: Moment): (at: number) => Int32Array {
  const look = looker(moment)
  return (at) => {
    const { candidates, features } = look(at)
    const logits = rankerLogits(ranker, features, candidates.items.length)
    const order = Int32Array.from(candidates.items, (_, row) => row).sort((a, b) => logits[b] - logits[a] || a - b)
    return order.subarray(0, AT).map((row) => candidates.items[row])
  }
}
