import { adjustedRand } from '../models/adjustedRand.ts'
import { assignClusters, fitClusters, type ClusterKind } from '../models/clusterers.ts'
import { gaussian, integer } from '../models/draws.ts'
import { createMatrix, type Matrix } from '../models/matrix.ts'
import { fitNmf } from '../models/nmf/fitNmf.ts'
import { foldInAll } from '../models/nmf/foldIn.ts'
import { fitPca, project } from '../models/pca.ts'
import { createRng, type Rng } from '../models/rng.ts'
import { fromWeights } from '../models/softAssign.ts'
import type { SparseMatrix } from '../models/svd/sharedMatrix.ts'
import { farRows, fitLimits } from '../models/undetermined.ts'

/** What the ways of grouping cost at the size of a shop, and how well they find groups that were drawn. */

function measured(what: string, work: () => string): Record<string, string | number> {
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  const result = work()
  const { user, system } = process.cpuUsage(cpu)
  return { what, 'wall s': round((performance.now() - started) / 1000), 'CPU s': round((user + system) / 1e6), result }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** 30 different columns a row, mostly of two tastes out of twelve. */
function tastes(rows: number, columns: number, rng: Rng): SparseMatrix {
  const [each, kinds] = [30, 12]
  const offsets = Int32Array.from({ length: rows + 1 }, (_, i) => i * each)
  const index = new Int32Array(rows * each)
  for (let i = 0; i < rows; i++) {
    const own = [integer(rng, kinds), integer(rng, kinds)]
    const seen = new Set<number>()
    while (seen.size < each) {
      const taste = rng() < 0.9 ? own[rng() < 0.67 ? 0 : 1] : integer(rng, kinds)
      seen.add(Math.floor((columns / kinds) * rng() ** 2) * kinds + taste)
    }
    index.set([...seen].sort((a, b) => a - b), i * each)
  }
  return { rows, columns, offsets, index, values: Float32Array.from(index, () => 1 + integer(rng, 3)) }
}

type Blobs = { readonly x: Matrix; readonly truth: Int32Array }

function blobs(rows: number, cols: number, k: number, apart: number, rng: Rng): Blobs {
  const centres = Float64Array.from({ length: k * cols }, () => apart * gaussian(rng))
  const truth = Int32Array.from({ length: rows }, (_, i) => i % k)
  const x = createMatrix(rows, cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) x.data[i * cols + j] = centres[truth[i] * cols + j] + gaussian(rng)
  return { x, truth }
}

function found(kind: ClusterKind, { x, truth }: Blobs, k: number): number {
  return round(adjustedRand(truth, assignClusters(fitClusters(kind, x, k, createRng(1)), x).labels))
}

const taste = tastes(100_000, 3000, createRng(1))
const people = blobs(100_000, 24, 8, 0.7, createRng(2))
const wide = blobs(100_000, 60, 8, 0.7, createRng(3)).x
const kinds: readonly ClusterKind[] = ['kmeans', 'mixture', 'nmf']
console.table([
  measured('NMF, 100,000 × 3,000 sparse, 3,000,000 entries, rank 12', () => {
    const { loss, iterations, converged } = fitNmf(taste, 12, createRng(1))
    return `loss ${loss.toFixed(0)}, ${iterations} iterations, converged ${converged}`
  }),
  ...kinds.map((kind) => measured(`${kind}, 100,000 × 24 that overlap, k = 8: fit, assignment, limits`, () => {
    const model = fitClusters(kind, people.x, 8, createRng(1))
    const assignment = assignClusters(model, people.x)
    const far = farRows(fitLimits(model, assignment, people.x), model, people.x)
    const percent = (count: number): number => round((100 * count) / people.x.rows)
    const between = assignment.margins.filter((margin) => margin < 0.05).length
    return `adjusted Rand ${round(adjustedRand(people.truth, assignment.labels))}; ${percent(between)} % lead by less than .05, ${percent(far.filter((is) => is === 1).length)} % far from all`
  })),
  measured('two principal components, 100,000 × 60, and projection', () => `${project(fitPca(wide, 2), wide).cols} columns`),
])

/** As the factorisation would group with columns shifted by their least value alone. */
function shifted(x: Matrix, k: number): Int32Array {
  const low = new Float32Array(x.cols).fill(Infinity)
  x.data.forEach((value, at) => { low[at % x.cols] = Math.min(low[at % x.cols], value) })
  const above = { ...x, data: x.data.map((value, at) => value - low[at % x.cols]) }
  return fromWeights(foldInAll(fitNmf(above, k, createRng(1)), above)).labels
}

const shapes = [[3, 4], [4, 6], [5, 8], [6, 12], [8, 24]] as const
const drawings = 10
console.log('\nAdjusted Rand with the groups drawn, mean of 10 drawings of 1,200 rows: centres 4 σ from the middle in each column')
console.table(shapes.map(([k, cols]) => {
  const drawn = Array.from({ length: drawings }, (_, seed) => blobs(1200, cols, k, 4, createRng(seed)))
  const mean = (of: (group: Blobs) => number): number => round(drawn.reduce((sum, group) => sum + of(group), 0) / drawings)
  return {
    k, columns: cols,
    ...Object.fromEntries(kinds.map((kind) => [kind, mean((group) => found(kind, group, k))])),
    'nmf, shifted only': mean(({ x, truth }) => adjustedRand(truth, shifted(x, k))),
  }
}))
