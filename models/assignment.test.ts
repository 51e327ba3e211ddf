import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentCost, solveAssignment, type Costs } from './assignment.ts'
import fixture from './fixtures/assignment-scipy.json' with { type: 'json' }

describe('solveAssignment', () => {
  it('by hand: gives up the cheapest cell where that saves elsewhere', () => {
    const costs = { rows: 2, cols: 2, data: [1, 2, 2, 100] }
    expect(Array.from(solveAssignment(costs))).toEqual([1, 0])
    expect(Array.from(solveAssignment(costs, 'maximise'))).toEqual([0, 1])
  })

  it('leaves rows over when there are fewer columns', () => {
    expect(Array.from(solveAssignment({ rows: 3, cols: 1, data: [5, 1, 3] }))).toEqual([-1, 0, -1])
  })

  it('has nothing to do without rows or columns', () => {
    expect(Array.from(solveAssignment({ rows: 0, cols: 3, data: [] }))).toEqual([])
    expect(Array.from(solveAssignment({ rows: 2, cols: 0, data: [] }))).toEqual([-1, -1])
  })

  it('finds a hidden permutation of 60', () => {
    const hidden = Array.from({ length: 60 }, (_, i) => (i * 37 + 11) % 60)
    const data = Array.from({ length: 3600 }, (_, at) => (hidden[Math.floor(at / 60)] === at % 60 ? 0 : 1 + (at % 7)))
    expect(Array.from(solveAssignment({ rows: 60, cols: 60, data }))).toEqual(hidden)
  })

  const problems = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([rows, cols]) =>
    fc.record({
      rows: fc.constant(rows),
      cols: fc.constant(cols),
      // Few different values make ties, wide ones make negative reduced costs if prices are wrong.
      data: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1000, max: 1000 })), { minLength: rows * cols, maxLength: rows * cols }),
    }))

  it('is as good as trying everything, up to 6 × 6, both ways', () => {
    fc.assert(fc.property(problems, (costs) => {
      const totals = everyTotal(costs)
      for (const [goal, best] of [['minimise', Math.min(...totals)], ['maximise', Math.max(...totals)]] as const) {
        const colOfRow = solveAssignment(costs, goal)
        const used = Array.from(colOfRow).filter((col) => col >= 0)
        expect(new Set(used).size).toBe(Math.min(costs.rows, costs.cols))
        expect(used.length).toBe(Math.min(costs.rows, costs.cols))
        expect(assignmentCost(costs, colOfRow)).toBe(best)
      }
    }), { numRuns: 300 })
  })

  it.each([NaN, Infinity])('refuses the cost %f', (cost) => {
    expect(() => solveAssignment({ rows: 1, cols: 2, data: [1, cost] })).toThrow(`The cost at 1 is ${cost}`)
  })
})

/** fixtures/assignment-scipy.py says how the totals were made. */
describe('parity with SciPy 1.17.1 linear_sum_assignment', () => {
  it.each(fixture.cases)('$rows × $cols, maximise $maximise', ({ total, maximise, ...costs }) => {
    expect(assignmentCost(costs, solveAssignment(costs, maximise ? 'maximise' : 'minimise'))).toBe(total)
  })
})

/** Totals of all ways to make min(rows, cols) pairs. */
function everyTotal({ rows, cols, data }: Costs): number[] {
  const totals: number[] = []
  const used = new Set<number>()
  const visit = (row: number, skipsLeft: number, total: number): void => {
    if (row === rows) {
      totals.push(total)
      return
    }
    if (skipsLeft > 0) visit(row + 1, skipsLeft - 1, total)
    for (let col = 0; col < cols; col++) {
      if (used.has(col)) continue
      used.add(col)
      visit(row + 1, skipsLeft, total + data[row * cols + col])
      used.delete(col)
    }
  }
  visit(0, Math.max(0, rows - cols), 0)
  return totals
}
