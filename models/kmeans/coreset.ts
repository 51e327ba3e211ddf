import { selectRows, type Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import { weightStep, type WeightedRows } from './weightedRows.ts'

/**
 * A lightweight coreset (Bachem, Lucic & Krause 2018, Algorithm 1): some `size` rows, row i with chance
 * qᵢ = ½ / n + ½ dᵢ² / Σ d², dᵢ being its distance to the mean, and weight 1 / (size · qᵢ), so that the inertia of any
 * centres on it comes close to the one on all rows. The few rows far out, which decide where heavy tails are split, are in it.
 * Drawn by systematic sampling: a row with size · qᵢ ≥ 1 is always there.
 *
 * squares is dᵢ², length n. Throws a RangeError when all are 0.
 */
export function coresetOf(x: Matrix, squares: ArrayLike<number>, size: number, rng: Rng): WeightedRows {
  const n = x.rows
  let total = 0
  for (let i = 0; i < n; i++) total += squares[i]
  if (!(total > 0)) throw new RangeError('Rows that are all alike need no coreset.')
  const chosen: number[] = []
  const weights: number[] = []
  let passed = rng()
  let counted = 0
  for (let i = 0; i < n; i++) {
    const expected = size * (0.5 / n + (0.5 * squares[i]) / total)
    passed += expected
    const times = Math.floor(passed) - counted
    if (times === 0) continue
    counted += times
    chosen.push(i)
    weights.push(Math.max(1, Math.round(times / expected / weightStep)) * weightStep)
  }
  return { x: selectRows(x, chosen), weights: Float64Array.from(weights) }
}
