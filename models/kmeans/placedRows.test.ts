import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import { assign, fitKMeans, fitKMeansWith } from '../kmeans.ts'
import { lloyd } from '../lloyd.ts'
import { createMatrix, fromRows, selectRows, type Matrix } from '../matrix.ts'
import { computeAlone } from '../parallel/alone.ts'
import { openTeam } from '../parallel/team.ts'
import type { Compute } from '../parallel/work.ts'
import { createRng } from '../rng.ts'
import { meanVariance } from '../variance.ts'
import { placeHere, type PlacedRows } from './placedRows.ts'
import { placeShared } from './sharedRows.ts'
import type { WeightedRows } from './weightedRows.ts'

function cloud(rows: number, cols: number, groups: number): Matrix {
  const rng = createRng(`cloud ${rows}`)
  const x = createMatrix(rows, cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) x.data[i * cols + j] = gaussian(rng) + (i % groups === j % groups ? 4 : 0)
  return x
}

const x = cloud(5000, 7, 6)
const weights = Float64Array.from({ length: 5000 }, (_, i) => 1 + (i % 3))
const start = (k: number): Float64Array => Float64Array.from(x.data.subarray(0, 7 * k))

const places: readonly (readonly [string, (rows: WeightedRows) => PlacedRows])[] = [
  ['in typed arrays', placeHere], ['in shared memory', (rows) => placeShared(computeAlone(), rows)],
]

describe.each(places)('rows %s', (_, place) => {
  it('lie about their mean', () => {
    const { squares, variance } = place({ x, weights: null }).spread()
    expect(variance).toBeCloseTo(meanVariance(x), 5)
    expect(squares.length).toBe(5000)
    expect(place({ x: fromRows([[0, 0], [2, 0], [4, 6]]), weights: null }).spread()).toMatchObject({ variance: (8 + 24) / 6 })
  })

  it('of weight w count as w rows', () => {
    const repeated = selectRows(x, Array.from(weights, (weight, i) => Array.from({ length: weight }, () => i)).flat())
    const [once, often] = [place({ x, weights }), place({ x: repeated, weights: null })]
    const [found, expected] = [once, often].map((placed) => lloyd(placed.passes(6), start(6), 20, 0))
    found.centres.forEach((value, at) => expect(value).toBeCloseTo(expected.centres[at], 4))
    expect(once.inertia(found.centres, 6) / often.inertia(found.centres, 6)).toBeCloseTo(1, 6)
  })

  it('are iterated from one start after another as from each alone', () => {
    const placed = place({ x, weights })
    const passes = placed.passes(5)
    lloyd(passes, Float64Array.from(x.data.subarray(700, 735)), 7, 0)
    const [again, alone] = [lloyd(passes, start(5), 30, 0), lloyd(place({ x, weights }).passes(5), start(5), 30, 0)]
    again.centres.forEach((value, at) => expect(value).toBeCloseTo(alone.centres[at], 9))
  })

  it('give an empty cluster the point farthest from its centre', () => {
    const rows = fromRows([[0, 0], [1, 0], [0, 1], [50, 50]])
    const { centres } = lloyd(place({ x: rows, weights: null }).passes(2), Float64Array.of(0, 0, 900, 900), 20, 0)
    expect([...centres.subarray(2)]).toEqual([50, 50])
  })
})

describe('fitKMeansWith', () => {
  const options = { sampleRows: 2000, starts: 4 }

  it('ends where fitKMeans does', () => {
    const [fast, plain] = [fitKMeansWith(computeAlone(), x, 6, createRng(1), options), fitKMeans(x, 6, createRng(1), options)]
    expect(fast.inertia / plain.inertia).toBeCloseTo(1, 3)
    expect(fast.converged).toBe(true)
    expect(assign(fast, x).length).toBe(5000)
  })

  it.each([NaN, Infinity])('refuses %f, naming row and column', (value) => {
    expect(() => fitKMeansWith(computeAlone(), fromRows([[1, 2], [3, value], [5, 6]]), 2, createRng(1))).toThrow(`row 1, column 1 is ${value}`)
  })

  it('gives the memory back', () => {
    const compute = computeAlone()
    const free = compute.arena.within(() => compute.arena.bytes(8))
    fitKMeansWith(compute, x, 3, createRng(1), options)
    expect(compute.arena.bytes(8)).toBe(free)
  })
})

describe.skipIf(!existsSync(new URL('../../dist/kernelThread.js', import.meta.url)))('fitKMeansWith on threads (after npm run build)', () => {
  const teams: readonly (Compute & { close: () => Promise<void> })[] = [openTeam(1), openTeam(3)]
  afterAll(() => Promise.all(teams.map((team) => team.close())))

  it('gives the same bytes on any number of threads', () => {
    const large = cloud(30_000, 5, 4)
    const [one, three] = teams.map((team) => fitKMeansWith(team, large, 4, createRng(1), { sampleRows: 5000 }))
    expect(three).toEqual(one)
  })

  it('refuses what 32 bits cannot square', () => {
    expect(() => fitKMeansWith(teams[0]!, fromRows([[1e20], [2], [5]]), 2, createRng(1))).toThrow('too large')
  })

  it('agrees with typed arrays', () => {
    const [fast, plain] = [teams[1]!, computeAlone()].map((compute) => fitKMeansWith(compute, x, 6, createRng(1)))
    expect(fast.inertia / plain.inertia).toBeCloseTo(1, 5)
  })
})
