import { sampleWithout } from '../draws.ts'
import { selectRows, type Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import type { WeightedRows } from './weightedRows.ts'

/**
 * Some `size` rows that stand for all, each counting once: without repetition where none has a weight; else by systematic
 * sampling, a row of weight w coming w · size / Σ w times, rounded up or down.
 */
export function drawRows({ x, weights }: WeightedRows, size: number, rng: Rng): Matrix {
  if (weights === null) return selectRows(x, sampleWithout(rng, x.rows, size))
  const step = weights.reduce((sum, weight) => sum + weight, 0) / size
  const chosen: number[] = []
  let next = rng() * step
  let passed = 0
  for (let i = 0; i < x.rows; i++) {
    passed += weights[i]
    for (; next < passed; next += step) chosen.push(i)
  }
  return selectRows(x, chosen)
}
