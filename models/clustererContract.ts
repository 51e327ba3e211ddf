import { describe, expect, it } from 'vitest'
import { adjustedRand } from './adjustedRand.ts'
import { assignClusters, clusterCentres, clustererOf, fitClusters, type ClusterKind } from './clusterers.ts'
import { decodeClusters, encodeClusters } from './clusterers/clustersCodec.ts'
import { gaussian, shuffle } from './draws.ts'
import { createMatrix, fromRows, rowOf, selectRows, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { bootstrapStability } from './stability.ts'

const groups = 4
const cols = 6

/** What every kind of clusterer must keep to, on rows of four groups that each stand out in some of six columns. */
export function clustererContract(kind: ClusterKind): void {
  describe(`clusterer contract: ${kind}`, () => {
    const { x, truth } = drawnGroups(400)
    const model = fitClusters(kind, x, groups, createRng(1))
    const assignment = assignClusters(model, x)

    it('gives the same model under the same seed, and does not write to the rows', () => {
      const copy = x.data.slice()
      expect(fitClusters(kind, x, groups, createRng(1))).toEqual(model)
      expect(x.data).toEqual(copy)
    })

    it('assigns the same after encode, JSON and decode', () => {
      const again = decodeClusters(JSON.parse(JSON.stringify(encodeClusters(model))))
      expect(again).toEqual(model)
      expect(assignClusters(again, x)).toEqual(assignment)
    })

    it('permutes labels, weights and margins with the rows', () => {
      const order = shuffle(createRng(3), Int32Array.from({ length: x.rows }, (_, i) => i))
      const permuted = assignClusters(model, selectRows(x, order))
      expect(permuted).toEqual({
        labels: order.map((i) => assignment.labels[i]),
        weights: selectRows(assignment.weights, order),
        margins: Float32Array.from(order, (i) => assignment.margins[i]),
      })
    })

    it('gives a row alone what it gets among others', () => {
      for (let i = 0; i < 40; i++) {
        const alone = assignClusters(model, selectRows(x, [i]))
        expect(alone).toEqual({ labels: assignment.labels.slice(i, i + 1), weights: selectRows(assignment.weights, [i]), margins: assignment.margins.slice(i, i + 1) })
      }
    })

    it('has weights ≥ 0 that sum to 1, the label at the largest, the margin to the second', () => {
      expectWeights(assignment, x.rows)
      // Rows the model never saw, far ones among them.
      const far = drawnGroups(100, 5).x
      far.data.forEach((value, at) => { far.data[at] = value * (at % 3 === 0 ? 1000 : -3) })
      expectWeights(assignClusters(model, far), far.rows)
    })

    it('recovers groups that stand apart, in rows not fitted to as well', () => {
      expect(adjustedRand(truth, assignment.labels)).toBeGreaterThanOrEqual(0.95)
      const fresh = drawnGroups(300, 9)
      expect(adjustedRand(fresh.truth, assignClusters(model, fresh.x).labels)).toBeGreaterThanOrEqual(0.95)
    })

    it('has centres near the means of those who belong', () => {
      const centres = clusterCentres(model)
      expect([centres.rows, centres.cols]).toEqual([groups, cols])
      for (let c = 0; c < groups; c++) {
        const members = Array.from(assignment.labels.keys()).filter((i) => assignment.labels[i] === c)
        for (let j = 0; j < cols; j++) {
          const mean = members.reduce((sum, i) => sum + x.data[i * cols + j], 0) / members.length
          expect(Math.abs(rowOf(centres, c)[j] - mean)).toBeLessThan(0.1)
        }
      }
    })

    it('puts all rows into one group when k = 1, with certainty', () => {
      const { labels, margins } = assignClusters(fitClusters(kind, x, 1, createRng(1)), x)
      expect(labels.every((label) => label === 0)).toBe(true)
      expect(margins.every((margin) => margin === 1)).toBe(true)
    })

    it('keeps duplicates together', () => {
      const twice = selectRows(x, Int32Array.from({ length: 2 * x.rows }, (_, i) => i >> 1))
      const { labels } = assignClusters(fitClusters(kind, twice, groups, createRng(1)), twice)
      for (let i = 0; i < twice.rows; i += 2) expect(labels[i]).toBe(labels[i + 1])
      expect(adjustedRand(truth.flatMap((group) => [group, group]), labels)).toBeGreaterThanOrEqual(0.95)
    })

    it('copes with fewer different rows than groups, and with rows all alike', () => {
      for (const rows of [[[0, 0, 1], [4, 4, 1]], [[2, 2, 2]]]) {
        const few = fromRows(Array.from({ length: 12 }, (_, i) => rows[i % rows.length]))
        const fitted = fitClusters(kind, few, 3, createRng(1))
        const { labels, ...rest } = assignClusters(fitted, few)
        expectWeights({ labels, ...rest }, 12)
        expect(clusterCentres(fitted).data.every(Number.isFinite)).toBe(true)
        if (rows.length === 2) expect(labels[0]).not.toBe(labels[1])
        expect(new Set(labels).size).toBe(rows.length)
        expect(decodeClusters(JSON.parse(JSON.stringify(encodeClusters(fitted))))).toEqual(fitted)
      }
    })

    it('comes back under the bootstrap', () => {
      const { min } = bootstrapStability(x, assignment.labels, groups, clustererOf(kind), createRng(2), 3)
      expect(min).toBeGreaterThan(0.85)
    })

    it('refuses NaN in what it is fitted to and in what it assigns, other widths, and too few rows', () => {
      const holed = selectRows(x, [0, 1, 2, 3, 4])
      holed.data[cols + 2] = NaN
      expect(() => fitClusters(kind, holed, 2, createRng(1))).toThrow('row 1, column 2 is NaN')
      expect(() => assignClusters(model, holed)).toThrow('row 1, column 2 is NaN')
      expect(() => assignClusters(model, fromRows([[1, 2]]))).toThrow('The model has 6 columns, the rows have 2')
      expect(() => fitClusters(kind, selectRows(x, [0, 1]), 3, createRng(1))).toThrow('3 clusters need at least 3 rows')
      expect(() => fitClusters(kind, x, 0, createRng(1))).toThrow('k must be a whole number')
    })
  })
}

function expectWeights({ labels, weights, margins }: ReturnType<typeof assignClusters>, n: number): void {
  expect([labels.length, weights.rows, margins.length]).toEqual([n, n, n])
  for (let i = 0; i < n; i++) {
    const row = Array.from(rowOf(weights, i))
    expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
    expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
    const [best, second = 0] = row.toSorted((a, b) => b - a)
    expect(row[labels[i]]).toBe(best)
    expect(margins[i]).toBeCloseTo(best - second, 5)
  }
}

/** Group g stands out by 6 σ in column g, by −6 σ in column 5 when g is odd; column 4 is noise. Groups are of different size. */
export function drawnGroups(rows: number, seed = 7): { x: Matrix; truth: number[] } {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  const truth = Array.from({ length: rows }, () => Math.floor(groups * rng() ** 1.3))
  truth.forEach((group, i) => {
    for (let j = 0; j < cols; j++) x.data[i * cols + j] = gaussian(rng)
    x.data[i * cols + group] += 6
    if (group % 2 === 1) x.data[i * cols + 5] -= 6
  })
  return { x, truth }
}
