import { kmeans } from 'ml-kmeans'
import { integer } from './draws.ts'
import { drawRows } from './kmeans/drawRows.ts'
import { plusPlusSeeds, type Seeder } from './kmeansSeeds.ts'
import { rowOf } from './matrix.ts'
import { meanVariance } from './variance.ts'

/** ml-kmeans copies rows one by one while seeding: 10 ms for 1,000 rows of 24 columns, 200 ms for 20,000. */
const rowsPerStart = 1000
const iterations = 100
const tolerance = 1e-4

/**
 * One run of ml-kmeans 7 on some 1,000 rows, as a start for our own iterations over more rows
 * (a start from subsamples, after Bradley & Fayyad 1998). What the package does otherwise, and what is done about it:
 * - its labels are from before the last update of the centres → only centres are taken, labels come from assign();
 * - its error is a sum under one name and a mean under another → inertia is computed here;
 * - its tolerance is absolute → given as a share of the variance of these rows;
 * - its seed is optional → always drawn from rng;
 * - `mostDistant` reads the wrong rows of the distance matrix → always k-means++;
 * - k-means++ throws when fewer than k rows differ → our own seeding, which may repeat a seed, steps in;
 * - rows are number[][] → bounded by that sample.
 */
export const mlKmeansSeeds: Seeder = (rows, k, rng) => {
  const some = drawRows(rows, Math.max(rowsPerStart, 20 * k), rng)
  const seed = 1 + integer(rng, 2 ** 31 - 2)
  const lists = Array.from({ length: some.rows }, (_, i) => Array.from(rowOf(some, i)))
  if (!hasDistinct(lists, k)) return plusPlusSeeds(rows, k, rng)
  const { centroids } = kmeans(lists, k, {
    seed, initialization: 'kmeans++', maxIterations: iterations, tolerance: tolerance * meanVariance(some),
  })
  return Float64Array.from(centroids.flat())
}

/** Whether at least k rows differ from one another. Stops at the k-th. */
function hasDistinct(rows: readonly (readonly number[])[], k: number): boolean {
  const seen = new Set<string>()
  for (const row of rows) {
    seen.add(row.join())
    if (seen.size >= k) return true
  }
  return false
}
