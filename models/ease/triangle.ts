import type { Arena } from '../parallel/arena.ts'
import type { Place } from '../parallel/work.ts'

/** Rows per block: as deep as one block of the matrix product. */
export const blockRows = 256

/**
 * A symmetric n × n matrix as block rows, each from its first diagonal element to the right: half the memory of all, and what a
 * matrix product can write to. Block row q has `blockRows` rows (the last fewer) of n − q · blockRows floats.
 */
export type Triangle = { readonly n: number; readonly at: number }

export function triangleIn(arena: Arena, n: number): Triangle {
  const at = arena.bytes(4 * floatsBefore(n, blocksOf(n)))
  new Float32Array(arena.memory.buffer, at, floatsBefore(n, blocksOf(n))).fill(0)
  return { n, at }
}

export function blocksOf(n: number): number {
  return Math.ceil(n / blockRows)
}

export function rowsIn(n: number, block: number): number {
  return Math.min(blockRows, n - block * blockRows)
}

function floatsBefore(n: number, block: number): number {
  // Full blocks before this one: Σ_{p<block} blockRows · (n − p · blockRows); the last block may be cut.
  if (block === blocksOf(n) && block > 0) return floatsBefore(n, block - 1) + rowsIn(n, block - 1) ** 2
  return blockRows * (block * n - (blockRows * block * (block - 1)) / 2)
}

/** The address of a block row. */
export function blockAt({ n, at }: Triangle, block: number): number {
  return at + 4 * floatsBefore(n, block)
}

/** Where in f the element (row, column) lies, row ≤ column or both in one block. */
export function placeOf({ n, at }: Triangle, row: number, column: number): number {
  const block = Math.floor(row / blockRows)
  const first = block * blockRows
  return (at >>> 2) + floatsBefore(n, block) + (row - first) * (n - first) + column - first
}

/** Copies the rows first..last−1, of one block row, in full (last − first × n, row-major) to the place `to` in f. */
export function copyRows(triangle: Triangle, { f }: Pick<Place, 'f'>, first: number, last: number, to: number): void {
  const { n } = triangle
  const start = Math.floor(first / blockRows) * blockRows
  for (let row = 0; row < start; row++) {
    // Left of the diagonal lie the columns of the rows above.
    const from = placeOf(triangle, row, first)
    for (let r = 0; r < last - first; r++) f[to + r * n + row] = f[from + r]
  }
  for (let row = first; row < last; row++) {
    const from = placeOf(triangle, row, start)
    f.copyWithin(to + (row - first) * n + start, from, from + n - start)
  }
}
