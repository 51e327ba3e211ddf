import type { Passes } from '../lloyd.ts'
import type { Compute } from '../parallel/work.ts'
import { packCentres, packedLength, partLength, partsOf, runClusterPass } from './clusterTask.ts'
import type { PlacedRows } from './placedRows.ts'
import type { WeightedRows } from './weightedRows.ts'

/**
 * Rows copied into the memory of the kernels: each pass looks at every centre for every row, four rows at a time, and adds up only what changed.
 * The copy is given back by the arena.within() around the fit.
 */
export function placeShared(compute: Compute, { x, weights }: WeightedRows): PlacedRows {
  const { arena } = compute
  const data = arena.floats(x.data.length)
  data.set(x.data)
  const shared = weights === null ? null : arena.doubles(weights.length)
  shared?.set(weights!)
  const rows: WeightedRows = { x: { ...x, data }, weights: shared }
  let made: Sweeps | null = null
  // One for iterating and for looking at the inertia: where nothing changed in between, the second is the cheaper.
  const sweepsFor = (k: number): Sweeps => {
    made = made?.k === k ? made : sweeps(compute, rows, k, null)
    return made
  }
  return {
    rows,
    passes: sweepsFor,
    inertia: (centres, k) => {
      sweepsFor(k).assign(centres, null)
      return sweepsFor(k).inertia()
    },
    spread: () => arena.within(() => {
      const squares = arena.floats(x.rows)
      const whole = sweeps(compute, { ...rows, weights: null }, 1, squares)
      whole.assign(new Float64Array(x.cols), null)
      whole.assign(whole.sums.map((sum) => sum / x.rows), null)
      return { squares: squares.slice(), variance: x.cols === 0 ? 0 : whole.inertia() / (x.rows * x.cols) }
    }),
  }
}

type Sweeps = Passes & { readonly inertia: () => number }

function sweeps(compute: Compute, rows: WeightedRows, k: number, squares: Float32Array | null): Sweeps {
  const { x: { rows: n, cols: d, data }, weights } = rows
  const { arena } = compute
  const length = partLength(d, k)
  const packed = arena.floats(packedLength(d, k))
  const labels = arena.ints(n).fill(-1)
  const parts = arena.doubles(partsOf(n) * length)
  const sums = new Float64Array(k * d)
  const sizes = new Float64Array(k)
  let inertia = NaN
  return {
    rows, k, sums, sizes, labels,
    inertia: () => inertia,
    assign: (centres) => {
      packCentres(centres, d, k, packed)
      runClusterPass(compute, {
        rows: n, d, k, x: data.byteOffset, weights: weights === null ? 0 : weights.byteOffset, centres: packed.byteOffset,
        labels: labels.byteOffset, squares: squares === null ? 0 : squares.byteOffset, out: parts.byteOffset,
      })
      inertia = 0
      let changed = 0
      for (let at = 0; at < parts.length; at += length) {
        for (let j = 0; j < k * d; j++) sums[j] += parts[at + j]
        for (let c = 0; c < k; c++) sizes[c] += parts[at + k * d + c]
        inertia += parts[at + length - 2]
        changed += parts[at + length - 1]
      }
      return changed
    },
  }
}
