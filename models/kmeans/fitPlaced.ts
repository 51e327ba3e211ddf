import { requireFinite, requireRows } from '../clusterable.ts'
import type { KMeans, KMeansOptions } from '../kmeans.ts'
import { lloyd } from '../lloyd.ts'
import type { Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import { coresetOf } from './coreset.ts'
import { rounded, type PlacedRows } from './placedRows.ts'
import { swapCentres } from './swaps.ts'
import type { WeightedRows } from './weightedRows.ts'

/** fitKMeans wherever `place` puts rows. */
export function fitPlaced(
  place: (rows: WeightedRows) => PlacedRows, x: Matrix, k: number, rng: Rng,
  { starts, finalists, swaps, sampleRows, maxIterations, maxFullIterations, tolerance, seeder }: KMeansOptions,
): KMeans {
  requireRows(x, k)
  if (starts < 1 || finalists < 1) throw new RangeError('starts and finalists must be at least 1.')
  const all = place({ x, weights: null })
  const { squares, variance } = all.spread()
  if (!Number.isFinite(variance)) {
    requireFinite(x)
    throw new RangeError('Values are too large to be squared in 32 bits: scale before clustering.')
  }
  const shift = tolerance * variance
  const sampled = x.rows > sampleRows && variance > 0
  const sample = sampled ? place(coresetOf(x, squares, sampleRows, rng)) : all
  const passes = sample.passes(k)
  const candidates = Array.from({ length: starts }, () => seeder(sample.rows, k, rng))
  const chosen = starts > finalists ? byInertia(sample, candidates, k).slice(0, finalists) : candidates
  const ends = chosen.map((centres) => lloyd(passes, centres, maxIterations, shift))
  const best = ends.length > 1 ? byInertia(sample, ends.map(({ centres }) => centres), k)[0] : ends[0].centres
  const improved = swapCentres(sample, passes, best, rng, { failures: swaps, shift })
  const found = lloyd(sampled ? all.passes(k) : passes, improved, sampled ? maxFullIterations : maxIterations, shift)
  return { ...found, ...rounded(all, found.centres, k) }
}

function byInertia(rows: PlacedRows, candidates: readonly Float64Array[], k: number): Float64Array[] {
  return candidates
    .map((centres) => ({ centres, inertia: rows.inertia(centres, k) }))
    .sort((a, b) => a.inertia - b.inertia)
    .map(({ centres }) => centres)
}
