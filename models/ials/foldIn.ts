import { knows } from '../itemLists.ts'
import { rowOf } from '../matrix.ts'
import type { History } from '../strengths.ts'
import { cholesky, solveCholesky } from './cholesky.ts'
import { penalty } from './ials.ts'
import type { IalsModel } from './ials.ts'

/**
 * The vector of a customer from their history, exactly what a last sweep would give them:
 * w = (α₀HᵀH + Σ a hhᵀ + λ_u I)⁻¹ Σ a h. Items the model doesn't know are passed over; null when it knows none. O(d³).
 */
export function foldIn(model: IalsModel, { items, weights }: History): Float64Array | null {
  const d = model.items.cols
  const left = model.gram.slice()
  const right = new Float64Array(d)
  let known = 0
  for (let n = 0; n < items.length; n++) {
    if (!knows({ items: model.items.rows }, items[n])) continue
    known++
    const h = rowOf(model.items, items[n])
    for (let i = 0; i < d; i++) {
      const scaled = weights[n] * h[i]
      right[i] += scaled
      for (let j = 0; j <= i; j++) left[i * d + j] += scaled * h[j]
    }
  }
  if (known === 0) return null
  const ridge = penalty(model, known, model.items.rows)
  for (let i = 0; i < d; i++) left[i * d + i] += ridge
  return solveCholesky(cholesky(left, d), d, right)
}

/** scores[j] = w·h_j for every item. */
export function scoreItems(model: IalsModel, w: Float64Array, scores: Float32Array): void {
  scores.fill(0)
  addScores(model, w, scores)
}

/** scores[j] += w·h_j for every item, or for the items of `among`. */
export function addScores(model: IalsModel, w: Float64Array | Float32Array, scores: Float32Array, among?: Int32Array): void {
  const d = w.length
  const { data } = model.items
  for (let n = 0, most = among?.length ?? scores.length; n < most; n++) {
    const item = among === undefined ? n : among[n]
    let sum = 0
    for (let k = 0, at = item * d; k < d; k++) sum += w[k] * data[at + k]
    scores[item] += sum
  }
}
