import { sampleWithout, shuffle } from '../../models/draws.ts'
import { derive } from '../../models/rng.ts'
import { loadTensorBackend } from '../../models/ranker/backend.ts'
import { fitRanker, rankerDefaults } from '../../models/ranker/fitRanker.ts'
import { permutationImportance, type Importance } from '../../models/ranker/importance.ts'
import { fitPlatt } from '../../models/ranker/platt.ts'
import { rankerLogits, scoreRanker, type Ranker } from '../../models/ranker/ranker.ts'
import { AT } from './evaluate.ts'
import { looker, type Look, type Moment } from './rankerLook.ts'
import { FEATURES } from './rankingFeatures.ts'

export type RankerBudget = { readonly rows: number; readonly taken: number; readonly negatives: number; readonly epochs: number; readonly heldOut: number; readonly explained: number }
export const RANKER_BUDGET: RankerBudget = { rows: 36_000, taken: 6, negatives: 18, epochs: 16, heldOut: 0.15, explained: 150 }

export type RankerFit = {
  readonly ranker: Ranker
  readonly backend: string
  readonly rows: number
  readonly groups: number
  /** Held-out customers, all of whose candidates calibrate the chances. */
  readonly calibratedOn: number
  /** What NDCG@20 of held-out customers loses when a feature is shuffled. */
  readonly importances: readonly Importance[]
}

/**
 * Fits the ranker on candidates bought after the moment's cut against candidates passed over, drawn by seed; calibrates it on all candidates
 * of customers held out, since the drawn ones hold more purchases than a visit does. Null when fewer than 100 customers bought one of their
 * candidates: there is nothing to learn an order from.
 */
export async function trainRanker(moment: Moment, seed: number, budget: RankerBudget = RANKER_BUDGET): Promise<RankerFit | null> {
  const look = looker(moment)
  const cases = moment.cases.customers.length
  // Cases stand in the order of customers, the newest last: who is held out has to be drawn.
  const order = shuffle(derive(seed, 'held out'), Int32Array.from({ length: cases }, (_, at) => at))
  const learning = Math.floor(cases * (1 - budget.heldOut))
  const drawn = drawRows(look, moment, order.subarray(0, learning), seed, budget)
  if (drawn.groupCount < 100) return null
  const tensors = await loadTensorBackend()
  const options = { ...rankerDefaults, features: FEATURES, epochs: budget.epochs, batch: 512, learningRate: 4e-3, patience: 5 }
  const fitted = await fitRanker(tensors, matrixOf(drawn.rows), Float32Array.from(drawn.labels), Int32Array.from(drawn.groups), derive(seed, 'ranker'), options)
  const held = Array.from(order.subarray(learning))
  const all = allRows(look, moment, held)
  const ranker = { ...fitted, calibration: fitPlatt(rankerLogits(fitted, all.data, all.labels.length), all.labels) }
  const explained = allRows(look, moment, held.slice(0, budget.explained))
  const importances = permutationImportance(ranker, { rows: explained.labels.length, cols: FEATURES.length, data: explained.data }, explained.labels, explained.groups, derive(seed, 'importance'), { k: AT, repeats: 1 })
  return { ranker, backend: tensors.backend, rows: drawn.rows.length, groups: drawn.groupCount, calibratedOn: held.length, importances: importances ?? [] }
}

type Drawn = { readonly rows: readonly Float32Array[]; readonly labels: readonly number[]; readonly groups: readonly number[]; readonly groupCount: number }

function drawRows(look: (at: number) => Look, { cases }: Moment, ats: Int32Array, seed: number, budget: RankerBudget): Drawn {
  const rows: Float32Array[] = []
  const labels: number[] = []
  const groups: number[] = []
  let group = 0
  for (const at of ats) {
    if (rows.length >= budget.rows) break
    const { candidates, features } = look(at)
    const taken: number[] = []
    const passed: number[] = []
    candidates.items.forEach((item, row) => (cases.bought[at].has(item) ? taken : passed).push(row))
    if (taken.length === 0) continue
    const rng = derive(seed, `rows ${at}`)
    const drawn = (from: number[], size: number) => Array.from(sampleWithout(rng, from.length, size), (place) => from[place])
    for (const row of [...drawn(taken, budget.taken), ...drawn(passed, budget.negatives)].sort((a, b) => a - b)) {
      rows.push(features.subarray(row * FEATURES.length, (row + 1) * FEATURES.length))
      labels.push(cases.bought[at].has(candidates.items[row]) ? 1 : 0)
      groups.push(group)
    }
    group++
  }
  return { rows, labels, groups, groupCount: group }
}

function matrixOf(rows: readonly Float32Array[]): { rows: number; cols: number; data: Float32Array } {
  const data = new Float32Array(rows.length * FEATURES.length)
  rows.forEach((row, at) => data.set(row, at * FEATURES.length))
  return { rows: rows.length, cols: FEATURES.length, data }
}

/** Every candidate of the cases, bought (1) or not (0), by case. */
function allRows(look: (at: number) => Look, { cases }: Moment, ats: readonly number[]): { data: Float32Array; labels: Float32Array; groups: Int32Array } {
  const looks = ats.map((at) => ({ at, ...look(at) }))
  const size = looks.reduce((sum, { candidates }) => sum + candidates.items.length, 0)
  const data = new Float32Array(size * FEATURES.length)
  const labels = new Float32Array(size)
  const groups = new Int32Array(size)
  let row = 0
  looks.forEach(({ at, candidates, features }, group) => {
    data.set(features, row * FEATURES.length)
    candidates.items.forEach((item, k) => {
      labels[row + k] = cases.bought[at].has(item) ? 1 : 0
      groups[row + k] = group
    })
    row += candidates.items.length
  })
  return { data, labels, groups }
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

/** What the ranker promises for the candidates of `most` cases, evenly among all, and what they bought. */
export function chancesOf(ranker: Ranker, moment: Moment, most: number): { readonly probabilities: Float32Array; readonly labels: Float32Array } {
  const cases = moment.cases.customers.length
  const asked = Math.min(most, cases)
  const { data, labels } = allRows(looker(moment), moment, Array.from({ length: asked }, (_, k) => Math.floor((k * cases) / asked)))
  return { probabilities: scoreRanker(ranker, data, labels.length), labels }
}
