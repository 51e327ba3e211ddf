import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integer } from '../draws.ts'
import { createRng } from '../rng.ts'
import { stablySized } from './stablySized.ts'
import { feasibleRange, suppress, type Suppression } from './suppress.ts'
import type { CountTable } from './publishedTable.ts'

const tableOf = (counts: readonly (readonly number[])[]): CountTable => ({ rows: counts.length, cols: counts[0].length, counts: counts.flat() })
const shown = (table: CountTable, { cells }: Suppression) => Array.from({ length: table.rows }, (_, i) => (
  Array.from({ length: table.cols }, (_, j) => (cells[i * table.cols + j] === 1 ? '·' : String(table.counts[i * table.cols + j]))).join(' ')))

describe('suppress', () => {
  it('hides nothing where every count is large enough, or nobody is there', () => {
    const found = suppress(tableOf([[20, 300], [0, 25]]))
    expect([...found.cells, ...found.rowTotals, ...found.colTotals, Number(found.total)].every((hidden) => hidden === 0)).toBe(true)
  })
  it('by hand: one small cell takes the cheapest rectangle with it', () => {
    const table = tableOf([[7, 40, 90], [60, 30, 80], [100, 200, 50]])
    const found = suppress(table)
    expect(shown(table, found)).toEqual(['· · 90', '· · 80', '100 200 50'])
    // 47 in the row and 67 in the column are known to the reader, so the cell may be anything from 0 to 37 = 7 + 30.
    expect(feasibleRange(table, found, 0, 0)).toEqual([0, 47])
    expect(feasibleRange(table, found, 2, 2)).toEqual([50, 50])
  })
  it('by hand: one breakdown of one group takes its next smallest', () => {
    const table = tableOf([[3, 50, 25, 70]])
    const found = suppress(table)
    expect(shown(table, found)).toEqual(['· 50 · 70'])
    // With one row, the sum of a column is its cell.
    expect(Array.from(found.colTotals)).toEqual([1, 0, 1, 0])
    expect([found.rowTotals[0], found.total]).toEqual([0, false])
  })
  it('hides the total of a row that is itself too few, and more than two cells that are few together', () => {
    const few = suppress(tableOf([[3, 4, 0], [100, 100, 100], [90, 90, 90]]))
    expect(few.rowTotals[0]).toBe(1)
    const together = tableOf([[3, 4, 60], [3, 4, 70], [100, 100, 100]])
    expect(shown(together, suppress(together)).slice(0, 2)).not.toContain('· · 60')
  })
  it('by hand: those who stayed are shown, and totals go, where totals are to go first', () => {
    const table = tableOf([[900, 7], [9, 800]])
    expect(shown(table, suppress(table))).toEqual(['· ·', '· ·'])
    const found = suppress(table, 20, 'totals')
    expect(shown(table, found)).toEqual(['900 ·', '· 800'])
    expect([Array.from(found.rowTotals), Array.from(found.colTotals), found.total]).toEqual([[1, 1], [1, 1], true])
    expect(feasibleRange(table, found, 0, 1)).toEqual([0, Infinity])
  })
  it('refuses what is no count', () => {
    expect(() => suppress(tableOf([[1.5]]))).toThrow(/no number of people/)
    expect(() => suppress({ rows: 2, cols: 2, counts: [1] })).toThrow(/cells/)
  })
})

/**
 * All tables of whole numbers that fit what is published, by trying them: the least and the greatest of each cell. Cells go up to `most`,
 * which only matters where a total is hidden too.
 */
function rangesByTrying(table: CountTable, { cells, rowTotals, colTotals }: Suppression, most: number): (readonly [number, number])[] {
  const { rows, cols, counts } = table
  const rowLeft = Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => counts[i * cols + j]).reduce((a, b) => a + b, 0))
  const colLeft = Array.from({ length: cols }, (_, j) => Array.from({ length: rows }, (_, i) => counts[i * cols + j]).reduce((a, b) => a + b, 0))
  const tried = Array.from(counts, (count) => count)
  const found = Array.from(counts, () => [Infinity, -Infinity] as [number, number])
  const place = (at: number): void => {
    if (at === tried.length) {
      tried.forEach((value, cell) => { found[cell] = [Math.min(found[cell][0], value), Math.max(found[cell][1], value)] })
      return
    }
    const [i, j] = [Math.floor(at / cols), at % cols]
    const candidates = cells[at] === 1 ? Array.from({ length: most + 1 }, (_, value) => value) : [counts[at]]
    for (const value of candidates) {
      rowLeft[i] -= value
      colLeft[j] -= value
      const rowFits = rowTotals[i] === 1 || (j === cols - 1 ? rowLeft[i] === 0 : rowLeft[i] >= 0)
      const colFits = colTotals[j] === 1 || (i === rows - 1 ? colLeft[j] === 0 : colLeft[j] >= 0)
      tried[at] = value
      if (rowFits && colFits) place(at + 1)
      rowLeft[i] += value
      colLeft[j] += value
    }
  }
  place(0)
  return found
}

describe('what can be worked out from what is shown', () => {
  const counts = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 })

  it('is, of every hidden cell, a range of k or more, by trying all tables that fit', () => {
    const k = 3
    fc.assert(fc.property(counts, (rows) => {
      const table = tableOf(rows)
      const suppression = suppress(table, k)
      // The grand total is not used here, which only makes the ranges narrower where a total is hidden; so look at tables where none is.
      fc.pre(suppression.rowTotals.every((hidden) => hidden === 0) && suppression.colTotals.every((hidden) => hidden === 0))
      const tried = rangesByTrying(table, suppression, 21)
      tried.forEach(([low, high], at) => {
        const hidden = suppression.cells[at] === 1
        expect(hidden || (rows.flat()[at] === 0 || rows.flat()[at] >= k)).toBe(true)
        expect(high - low >= k).toBe(hidden)
        expect(feasibleRange(table, suppression, Math.floor(at / table.cols), at % table.cols)).toEqual([low, high])
      })
    }), { numRuns: 150 })
  }, 20_000)

  it('is a range of k or more in tables as large as a page shows, totals or not', () => {
    const rng = createRng('tables')
    for (let run = 0; run < 12; run++) {
      const [rows, cols] = [1 + integer(rng, 10), 2 + integer(rng, 8)]
      const table = { rows, cols, counts: Int32Array.from({ length: rows * cols }, () => Math.floor(400 * rng() ** 4)) }
      const suppression = suppress(table, 20, run % 2 === 0 ? 'cells' : 'totals')
      for (let at = 0; at < rows * cols; at++) {
        const [low, high] = feasibleRange(table, suppression, Math.floor(at / cols), at % cols)
        if (suppression.cells[at] === 1) expect(high - low).toBeGreaterThanOrEqual(20)
        else expect(table.counts[at] === 0 || table.counts[at] >= 20).toBe(true)
      }
    }
  }, 20_000)
})

describe('stablySized', () => {
  it('keeps what was shown until k have come or gone', () => {
    expect(stablySized(null, 100)).toBe(100)
    expect([101, 119, 120, 81, 80].map((now) => stablySized(100, now))).toEqual([100, 100, 120, 100, 80])
  })
  it('shows nothing below k, and remembers what was shown before', () => {
    expect(stablySized(25, 19)).toBeNull()
    expect(stablySized(25, 22)).toBe(25)
    expect(stablySized(null, 20)).toBe(20)
  })
  it('never lets two looks differ by fewer than k', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -15, max: 15 })), fc.integer({ min: 0, max: 80 }), (changes, start) => {
      let now = start
      let last: number | null = null
      for (const change of changes) {
        now = Math.max(0, now + change)
        const next = stablySized(last, now)
        if (next === null) continue
        if (last !== null && next !== last) expect(Math.abs(next - last)).toBeGreaterThanOrEqual(20)
        expect(Math.abs(next - now)).toBeLessThan(20)
        last = next
      }
    }))
  })
})
