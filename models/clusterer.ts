import { assign, fitKMeans, type KMeansOptions } from './kmeans.ts'
import type { Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'

/**
 * A way of putting rows into k groups, whatever its model: fits to x (n × d) and returns what labels any rows of d columns,
 * 0..k−1. What the choice of k and stability are measured with.
 */
export type Clusterer = (x: Matrix, k: number, rng: Rng) => (rows: Matrix) => Int32Array

export function kMeansClusterer(options: Partial<KMeansOptions> = {}): Clusterer {
  return (x, k, rng) => {
    const model = fitKMeans(x, k, rng, options)
    return (rows) => assign(model, rows)
  }
}
