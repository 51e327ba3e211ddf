/**
 * Arithmetic on one memory, named by byte addresses (multiples of 4) into it. kernels/assembly has the formulas; plain.ts
 * is the same in typed arrays. Results agree to rounding: a fused multiply-add rounds once where the others round twice.
 */
export type Kernels = {
  /** C (m × n) += alpha · A (m × k) · B (k × n), strides in elements; from ≥ 0 leaves out tiles left of column from + row. */
  readonly gemm: (
    m: number, n: number, k: number,
    a: number, aRow: number, aColumn: number,
    b: number, bRow: number, bColumn: number,
    c: number, ldc: number,
    alpha: number, from: number, scratch: number,
  ) => void
  /** C += A · B on panels made by packRows and packColumns; C in blocks of 16 columns, blockBytes apart. */
  readonly gemmPanels: (rowPanels: number, columnPanels: number, depth: number, a: number, b: number, c: number, blockBytes: number) => void
  readonly packRows: (rows: number, depth: number, a: number, rowStride: number, columnStride: number, alpha: number, to: number) => void
  readonly packColumns: (depth: number, columns: number, b: number, rowStride: number, columnStride: number, to: number) => void
  /** Rows lo..hi−1 of Y = S · X, S in compressed rows, X and Y of `width` columns, a multiple of 16. */
  readonly spmm: (lo: number, hi: number, offsets: number, index: number, values: number, x: number, width: number, y: number) => void
  /** Best first, the k entries of largest |v| ≠ 0 (signed = 1: of largest v > 0) among v[j] = x[j · stride] · factors[j], j ≠ skip. */
  readonly selectTop: (
    n: number, x: number, stride: number, factors: number, skip: number, signed: number, k: number, ids: number, values: number,
  ) => number
  /** Best first, the k rows of X (n × d) of largest q·x. */
  readonly scanDots: (q: number, x: number, n: number, d: number, k: number, ids: number, values: number) => number
  /** The same on 8-bit rows with a scale each, q in 16-bit numbers up to ±4096; d a multiple of 16. */
  readonly scanBytes: (q: number, x: number, scales: number, n: number, d: number, k: number, ids: number, values: number) => number
  /** What goes with one item: cells of 16 bytes per item, sum (f64) and count (i32), from the histories of who holds it; assembly/pairs.ts. `touched` has room for items + 1. Addresses of f64 are multiples of 8. */
  readonly addPairs: (
    first: number, last: number, holders: number, histories: number, times: number, closeness: number, steps: number, perMs: number, floor: number, cells: number, touched: number,
  ) => number
  /** The same from what came after and before each of its events. */
  readonly addSteps: (first: number, last: number, spans: number, events: number, closeness: number, backward: number, cells: number, touched: number) => number
  readonly selectPairs: SelectCells
  readonly selectSteps: SelectCells
  /** out ← out + sign · (A v − target · Σ a h), A = G + Σ a h hᵀ + ridge · I over the entries from..to−1 of index and values; G is d × d, symmetric; assembly/normal.ts. */
  readonly addNormal: (
    d: number, from: number, to: number, index: number, values: number, others: number, gram: number, ridge: number, v: number, sign: number, target: number, out: number,
  ) => void
  /** One pass of k-means: rows lo..hi−1 of X (n × d) to the nearest of k packed centres, and what changed by it; assembly/cluster.ts. Addresses of f64 are multiples of 8. */
  readonly clusterRows: (
    lo: number, hi: number, d: number, k: number, x: number, weights: number, centres: number, labels: number, squares: number, out: number,
  ) => void
  readonly dot: (x: number, y: number, n: number) => number
  /** y ← y + alpha · x. */
  readonly axpy: (n: number, alpha: number, x: number, y: number) => void
}

/** What gemm needs as scratch: a block of A, a block of B, one tile. */
export const gemmScratchBytes = 4 * (256 * 64 + 256 * 512 + 32)

/** The width of the blocks that spmm and gemmPanels work in. */
export const lanes = 16

/** The best of the cells touched, which are cleared. Returns how many. */
export type SelectCells = (
  size: number, touched: number, cells: number, item: number, own: number, row: number, columns: number, shrinkage: number, k: number, ids: number, values: number,
) => number
