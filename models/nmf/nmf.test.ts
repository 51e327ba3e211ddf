import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import peer from '../fixtures/nmf-sklearn.json' with { type: 'json' }
import { createMatrix, fromRows, rowOf, selectRows, type Matrix } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { fitNmf } from './fitNmf.ts'
import { foldIn, foldInAll } from './foldIn.ts'
import { decodeNmf, encodeNmf } from './nmfCodec.ts'
import { nonNegativeRows } from './nonNegative.ts'

describe('fitNmf', () => {
  it('by hand: two blocks are their own components, whatever the start', () => {
    const x = fromRows([[1, 3, 0], [2, 6, 0], [0, 0, 5]])
    for (const start of ['nndsvd', 'random'] as const) {
      const model = fitNmf(x, 2, createRng(3), { start, tolerance: 1e-12 })
      expect(model.loss).toBeCloseTo(0, 10)
      const [first, second] = model.h.data[2] > 0.5 ? [1, 0] : [0, 1]
      expectClose(rowOf(model.h, first), [0.25, 0.75, 0])
      expectClose(rowOf(model.h, second), [0, 0, 1])
      // Components sum to 1, so weights are the rows' own sums.
      expectClose(Array.from(foldInAll(model, x).data), first === 0 ? [4, 0, 8, 0, 0, 5] : [0, 4, 0, 8, 5, 0])
    }
  })

  it('gives components of 0, or repeats, beyond what the rows have', () => {
    const model = fitNmf(fromRows([[1, 2], [2, 4], [3, 6]]), 4, createRng(1))
    expect(model.loss).toBeCloseTo(0, 4)
    expect(model.h.data.every(Number.isFinite)).toBe(true)
  })

  it('fits a matrix of zeros by zeros', () => {
    const model = fitNmf(createMatrix(3, 2), 2, createRng(1))
    expect([model.loss, ...model.h.data]).toEqual([0, 0, 0, 0, 0])
    expect([...foldIn(model, Float32Array.of(1, 1))]).toEqual([0, 0])
  })

  it('takes a sparse matrix as the dense one it stands for', () => {
    const x = fromRows(peer.cases[1].x)
    expect(fitNmf(nonNegativeRows(x), 3, createRng(1))).toEqual(fitNmf(x, 3, createRng(1)))
  })

  it('never raises the loss from one iteration to the next', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, rank) => {
      const x = drawn(20, 6, seed)
      const losses = [1, 2, 3, 8].map((maxIterations) => fitNmf(x, rank, createRng(seed), { maxIterations, tolerance: 0, start: 'random' }).loss)
      losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThanOrEqual(losses[i] * (1 + 1e-9)))
    }), { numRuns: 30 })
  })

  it('refuses what it cannot factorise, and says where', () => {
    expect(() => fitNmf(fromRows([[1, 2], [0, -1]]), 1, createRng(1))).toThrow('Row 1, column 1 is -1')
    expect(() => fitNmf(fromRows([[1, 2], [NaN, 1]]), 1, createRng(1))).toThrow('Row 1, column 0 is NaN')
    expect(() => fitNmf(fromRows([[1]]), 0, createRng(1))).toThrow('rank must be')
    expect(() => fitNmf(fromRows([[1, 2]]), 1, createRng(1), { start: fromRows([[1]]) })).toThrow('The start is 1 × 1, not 1 × 2')
  })
})

describe('foldIn', () => {
  const model = fitNmf(drawn(40, 8, 5), 3, createRng(1))

  it('meets the conditions of Karush, Kuhn and Tucker: no weight could move and help', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const x = drawn(1, 8, seed)
      const w = foldIn(model, x.data)
      for (let k = 0; k < 3; k++) {
        let gradient = 0
        for (let j = 0; j < 8; j++) {
          const fitted = w[0] * model.h.data[j] + w[1] * model.h.data[8 + j] + w[2] * model.h.data[16 + j]
          gradient += (fitted - x.data[j]) * model.h.data[k * 8 + j]
        }
        if (w[k] > 0) expect(gradient).toBeCloseTo(0, 5)
        else expect(gradient).toBeGreaterThan(-1e-6)
      }
    }))
  })

  it('gives a row alone what it gets among others', () => {
    const x = drawn(10, 8, 9)
    const all = foldInAll(model, x)
    for (let i = 0; i < 10; i++) expect(foldInAll(model, selectRows(x, [i])).data).toEqual(rowOf(all, i).slice())
    expect(foldIn(model, rowOf(x, 4))).toEqual(rowOf(all, 4).slice())
  })

  it('refuses rows of another width', () => {
    expect(() => foldIn(model, Float32Array.of(1))).toThrow('The model has 8 columns, the rows have 1')
  })
})

it('nmfCodec comes back from JSON bit for bit', () => {
  const model = fitNmf(drawn(30, 5, 2), 2, createRng(1))
  expect(decodeNmf(JSON.parse(JSON.stringify(encodeNmf(model))))).toEqual(model)
})

/** fixtures/nmf-sklearn.py says how the numbers were made. */
describe(`parity: ${peer.madeBy}`, () => {
  it.each(peer.cases)('$name', ({ x, start, loss, nndsvdLoss, components, weights, name }) => {
    const rank = start.length
    const rows = fromRows(x)
    const options = { tolerance: 1e-12, maxIterations: 1000 }
    const model = fitNmf(rows, rank, createRng(1), { ...options, start: fromRows(start) })
    expect(model.loss / loss).toBeCloseTo(1, 8)
    expect(fitNmf(rows, rank, createRng(1), options).loss / nndsvdLoss).toBeCloseTo(1, 8)
    // Two components of iris may be mixed with one another at no loss.
    if (name === 'iris') return
    components.flat().forEach((value, at) => expect(model.h.data[at]).toBeCloseTo(value, 4))
    weights.flat().forEach((value, at) => expect(foldInAll(model, rows).data[at]).toBeCloseTo(value, 3))
  })

  it.each(peer.cases)('$name: the default tolerance stops within 2·10⁻⁴ of it', ({ x, start, loss }) => {
    expect(fitNmf(fromRows(x), start.length, createRng(1), { start: fromRows(start) }).loss / loss).toBeLessThan(1 + 2e-4)
  })
})

function drawn(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = rng() < 0.4 ? 0 : -Math.log(1 - rng()) })
  return x
}

function expectClose(got: ArrayLike<number>, expected: readonly number[]): void {
  expect(Array.from(got)).toEqual(expected.map((value) => expect.closeTo(value, 5)))
}
