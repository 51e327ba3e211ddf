import { squaredDistance } from './distance.ts'
import { integer, sampleWithout } from './draws.ts'
import { lloyd } from './lloyd.ts'
import { selectRows, type Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'

/** Centres to start from, k × d row major. */
export type Seeder = (x: Matrix, k: number, rng: Rng) => Float64Array

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007, §4 of the authors' later remark): each new seed is the best of
 * 2 + ⌊ln k⌋ rows drawn with probability D(x)² / Σ D², D being the distance to the nearest seed so far.
 * With fewer different rows than k, seeds repeat.
 */
export const plusPlusSeeds: Seeder = (x, k, rng) => {
  const d = x.cols
  const n = x.rows
  const seeds = new Float64Array(k * d)
  const trials = 2 + Math.floor(Math.log(k))
  const first = integer(rng, n)
  let closest = distancesTo(x, first, new Float64Array(n).fill(Infinity))
  copyRow(x, first, seeds, 0)
  for (let c = 1; c < k; c++) {
    let best = { row: 0, potential: Infinity, closest }
    const total = sum(closest)
    for (let trial = 0; trial < trials; trial++) {
      const row = drawByWeight(closest, total, rng)
      const distances = distancesTo(x, row, closest)
      const potential = sum(distances)
      if (potential < best.potential) best = { row, potential, closest: distances }
    }
    copyRow(x, best.row, seeds, c)
    closest = best.closest
  }
  return seeds
}

/**
 * k-means++ and Lloyd's iterations on some 500 rows (Bradley & Fayyad 1998): what ml-kmeans gives on 1,000, at a fraction
 * of the time, for where hundreds of small fits are needed.
 */
export const subsampleSeeds: Seeder = (x, k, rng) => {
  const some = selectRows(x, sampleWithout(rng, x.rows, Math.max(500, 20 * k)))
  return lloyd(some, plusPlusSeeds(some, k, rng), k, 30, 0).centres
}

function copyRow(x: Matrix, row: number, seeds: Float64Array, c: number): void {
  seeds.set(x.data.subarray(row * x.cols, (row + 1) * x.cols), c * x.cols)
}

/** For each row the squared distance to the given row, or what it was when that is less. */
function distancesTo(x: Matrix, row: number, closest: Float64Array): Float64Array {
  const d = x.cols
  return closest.map((before, i) => Math.min(before, squaredDistance(x.data, i * d, x.data, row * d, d)))
}

function drawByWeight(weights: Float64Array, total: number, rng: Rng): number {
  let rest = rng() * total
  for (let i = 0; i < weights.length - 1; i++) {
    rest -= weights[i]
    if (rest < 0) return i
  }
  return weights.length - 1
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}
