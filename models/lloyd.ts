import { relocateEmpty } from './kmeans/relocate.ts'
import type { WeightedRows } from './kmeans/weightedRows.ts'

export type LloydResult = {
  readonly centres: Float64Array // k × d, row major
  readonly iterations: number
  readonly converged: boolean
}

/** Where the rows stand: what an iteration reads and a pass over the rows writes. */
export type Clusters = {
  readonly rows: WeightedRows
  readonly k: number
  readonly sums: Float64Array // k × d, Σ weight · member of each cluster
  readonly sizes: Float64Array // k, Σ weight
  readonly labels: Int32Array // n
}

/** Clusters, and a pass over the rows that brings labels, sums and sizes up to date and returns how many labels changed. */
export type Passes = Clusters & {
  /** moved is how far each centre went since the last pass; null when anything may have happened. */
  readonly assign: (centres: Float64Array, moved: Float64Array | null) => number
}

/**
 * Lloyd's iterations from given centres. Stops when no label changes or Σ‖centre moved‖² ≤ shift. An empty cluster takes
 * the point farthest from its centre. start is k × d and is not written to.
 */
export function lloyd(passes: Passes, start: Float64Array, maxIterations: number, shift: number): LloydResult {
  const centres = start.slice()
  const moved = new Float64Array(passes.k)
  passes.assign(centres, null)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const relocated = relocateEmpty(passes, centres)
    const movedBy = moveCentres(passes, centres, moved)
    if (!relocated && movedBy <= shift) return { centres, iterations: iteration, converged: true }
    const changed = passes.assign(centres, relocated ? null : moved)
    if (changed === 0 && !relocated) return { centres, iterations: iteration, converged: true }
  }
  return { centres, iterations: maxIterations, converged: false }
}

/** Moves every centre to the mean of its members; writes how far each moved and returns the sum of the squares. */
function moveCentres({ rows: { x }, k, sums, sizes }: Clusters, centres: Float64Array, moved: Float64Array): number {
  const d = x.cols
  let total = 0
  for (let c = 0; c < k; c++) {
    let squared = 0
    if (sizes[c] > 0) {
      for (let j = c * d; j < (c + 1) * d; j++) {
        const mean = sums[j] / sizes[c]
        squared += (mean - centres[j]) ** 2
        centres[j] = mean
      }
    }
    moved[c] = Math.sqrt(squared)
    total += squared
  }
  return total
}
