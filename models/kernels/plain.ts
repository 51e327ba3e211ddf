import type { Kernels } from './kernels.ts'
import { plainCluster } from './plainCluster.ts'
import { plainNormal } from './plainNormal.ts'
import { plainPairs } from './plainPairs.ts'
import { plainScan } from './plainScan.ts'
import { plainSelect } from './plainSelect.ts'

/**
 * The kernels in typed arrays, for processors or settings without WebAssembly SIMD and as the other opinion in tests. `memory` is asked again at
 * each call because it may have grown; what is in place stays.
 */
export function plainKernels(memory: { readonly buffer: ArrayBufferLike }): Kernels {
  let f = new Float32Array(memory.buffer)
  let i = new Int32Array(memory.buffer)
  const look = (): void => {
    if (memory.buffer.byteLength === f.byteLength) return
    f = new Float32Array(memory.buffer)
    i = new Int32Array(memory.buffer)
  }
  return {
    gemm: (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, ldc, alpha, from) => {
      look()
      for (let row = 0; row < m; row++) {
        const first = from < 0 ? 0 : Math.min(n, Math.max(0, from + row))
        const to = (c >>> 2) + row * ldc
        for (let p = 0; p < k; p++) {
          const factor = alpha * f[(a >>> 2) + row * aRow + p * aColumn]
          const right = (b >>> 2) + p * bRow
          for (let column = first; column < n; column++) f[to + column] += factor * f[right + column * bColumn]
        }
      }
    },
    gemmPanels: (rowPanels, columnPanels, depth, a, b, c, blockBytes) => {
      look()
      for (let panel = 0; panel < rowPanels * columnPanels; panel++) {
        const row = Math.floor(panel / columnPanels)
        const column = panel % columnPanels
        const left = (a >>> 2) + row * 4 * depth
        const right = (b >>> 2) + column * 8 * depth
        const to = (c + (column >> 1) * blockBytes + (column & 1) * 32 + row * 256) >>> 2
        for (let r = 0; r < 4; r++) for (let s = 0; s < 8; s++) {
          let sum = 0
          for (let p = 0; p < depth; p++) sum += f[left + 4 * p + r] * f[right + 8 * p + s]
          f[to + 16 * r + s] += sum
        }
      }
    },
    packRows: (rows, depth, a, rowStride, columnStride, alpha, to) => {
      look()
      pack(rows, depth, 4, (row, p) => alpha * f[(a >>> 2) + row * rowStride + p * columnStride], f, to >>> 2)
    },
    packColumns: (depth, columns, b, rowStride, columnStride, to) => {
      look()
      pack(columns, depth, 8, (column, p) => f[(b >>> 2) + p * rowStride + column * columnStride], f, to >>> 2)
    },
    spmm: (lo, hi, offsets, index, values, x, width, y) => {
      look()
      for (let row = lo; row < hi; row++) {
        const to = (y >>> 2) + row * width
        f.fill(0, to, to + width)
        for (let e = i[(offsets >>> 2) + row]; e < i[(offsets >>> 2) + row + 1]; e++) {
          const at = (x >>> 2) + i[(index >>> 2) + e] * width
          const value = f[(values >>> 2) + e]
          for (let column = 0; column < width; column++) f[to + column] += value * f[at + column]
        }
      }
    },
    ...plainCluster(() => { look(); return { f, i } }),
    ...plainNormal(() => { look(); return { f, i } }),
    ...plainSelect(() => { look(); return { f, i } }),
    ...plainScan(() => { look(); return { f, i } }),
    ...plainPairs(() => { look(); return { f, i } }),
    dot: (x, y, n) => {
      look()
      let sum = 0
      for (let k = 0; k < n; k++) sum += f[(x >>> 2) + k] * f[(y >>> 2) + k]
      return sum
    },
    axpy: (n, alpha, x, y) => {
      look()
      for (let k = 0; k < n; k++) f[(y >>> 2) + k] += alpha * f[(x >>> 2) + k]
    },
  }
}

/** Panels of `height` rows, each depth × height, missing rows as 0. */
function pack(rows: number, depth: number, height: number, valueOf: (row: number, p: number) => number, f: Float32Array, to: number): void {
  for (let row = 0, at = to; row < rows; row += height) {
    for (let p = 0; p < depth; p++) {
      for (let r = 0; r < height; r++) f[at++] = row + r < rows ? valueOf(row + r, p) : 0
    }
  }
}
