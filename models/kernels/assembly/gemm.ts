import { packColumns, packRows } from './pack'
import { words } from './simd'
import { tile } from './tile'

// Blocks for caches of 32 kB and more: a panel of B in the first level, a block of A in the second.
const DEPTH = 256
const ROWS = 64
const COLUMNS = 512

/**
 * C (m × n, rows ldc apart) += alpha · A (m × k) · B (k × n), strides in elements (Goto & van de Geijn 2008).
 * from ≥ 0: only tiles that reach column ≥ from + row are computed, so that symmetric results cost half.
 * scratch: GEMM_SCRATCH bytes of the caller's thread.
 */
export function gemm(
  m: i32, n: i32, k: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, ldc: i32,
  alpha: f32, from: i32, scratch: usize,
): void {
  const aPanels = scratch
  const bPanels = aPanels + words(DEPTH * ROWS)
  const edge = bPanels + words(DEPTH * COLUMNS)
  const stride = words(ldc)
  for (let column = 0; column < n; column += COLUMNS) {
    const columns = min(COLUMNS, n - column)
    for (let p = 0; p < k; p += DEPTH) {
      const depth = min(DEPTH, k - p)
      packColumns(depth, columns, b + words(p * bRow + column * bColumn), bRow, bColumn, bPanels)
      for (let row = 0; row < m; row += ROWS) {
        if (from >= 0 && column + columns <= row + from) continue
        const rows = min(ROWS, m - row)
        packRows(rows, depth, a + words(row * aRow + p * aColumn), aRow, aColumn, alpha, aPanels)
        for (let j = 0; j < columns; j += 8) {
          const width = min(8, columns - j)
          for (let i = 0; i < rows; i += 4) {
            if (from >= 0 && column + j + width <= row + i + from) continue
            const height = min(4, rows - i)
            const to = c + (<usize>(row + i)) * stride + words(column + j)
            const left = aPanels + words(i * depth)
            const right = bPanels + words(j * depth)
            if (height === 4 && width === 8) tile(depth, left, right, to, stride)
            else {
              memory.fill(edge, 0, 128)
              tile(depth, left, right, edge, 32)
              for (let r = 0; r < height; r++) {
                for (let s = 0; s < width; s++) {
                  const at = to + <usize>r * stride + words(s)
                  store<f32>(at, load<f32>(at) + load<f32>(edge + words(r * 8 + s)))
                }
              }
            }
          }
        }
      }
    }
  }
}

/**
 * The same on packed operands, for a left side that is used many times: C += A · B, A in rowPanels panels of 4 rows,
 * B in columnPanels of 8. C lies as blocks of 16 columns, blockBytes apart, each with rows of 64 bytes.
 */
export function gemmPanels(rowPanels: i32, columnPanels: i32, depth: i32, a: usize, b: usize, c: usize, blockBytes: usize): void {
  for (let i = 0; i < rowPanels; i++) {
    const left = a + words(i * 4 * depth)
    for (let j = 0; j < columnPanels; j++) {
      tile(depth, left, b + words(j * 8 * depth), c + <usize>(j >> 1) * blockBytes + (<usize>(j & 1) << 5) + (<usize>i << 8), 64)
    }
  }
}
