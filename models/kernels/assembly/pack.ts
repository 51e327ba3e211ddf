import { words } from './simd'

/** A (rows × depth, strides in elements) as panels of 4 rows, each depth × 4, missing rows as 0, all times alpha. */
export function packRows(rows: i32, depth: i32, a: usize, rowStride: i32, columnStride: i32, alpha: f32, to: usize): void {
  const step = words(columnStride)
  const down = words(rowStride)
  for (let row = 0; row < rows; row += 4) {
    let from = a + words(row * rowStride)
    if (row + 4 <= rows) {
      for (let p = 0; p < depth; p++) {
        store<f32>(to, alpha * load<f32>(from))
        store<f32>(to, alpha * load<f32>(from + down), 4)
        store<f32>(to, alpha * load<f32>(from + 2 * down), 8)
        store<f32>(to, alpha * load<f32>(from + 3 * down), 12)
        to += 16
        from += step
      }
    } else {
      for (let p = 0; p < depth; p++) {
        for (let r = 0; r < 4; r++) {
          store<f32>(to, row + r < rows ? alpha * load<f32>(from + <usize>r * down) : 0)
          to += 4
        }
        from += step
      }
    }
  }
}

/** B (depth × columns, strides in elements) as panels of 8 columns, each depth × 8, missing columns as 0. */
export function packColumns(depth: i32, columns: i32, b: usize, rowStride: i32, columnStride: i32, to: usize): void {
  const step = words(columnStride)
  for (let column = 0; column < columns; column += 8) {
    const width = min(8, columns - column)
    let from = b + words(column * columnStride)
    for (let p = 0; p < depth; p++) {
      if (width === 8 && columnStride === 1) {
        v128.store(to, v128.load(from))
        v128.store(to, v128.load(from, 16), 16)
      } else {
        let at = from
        for (let c = 0; c < 8; c++) {
          store<f32>(to + words(c), c < width ? load<f32>(at) : 0)
          at += step
        }
      }
      to += 32
      from += words(rowStride)
    }
  }
}
