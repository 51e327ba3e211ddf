import { describe, expect, it } from 'vitest'
import peer from './fixtures/rankingMetrics-ranx.json' with { type: 'json' }
import { averagePrecision, coverage, hitRate, meanOf, ndcg, precision, recall, reciprocalRank } from './rankingMetrics.ts'

const metrics = { hitRate, recall, precision, ndcg, reciprocalRank, averagePrecision }
const relevant = new Set([7, 9])

describe('metrics of one customer, by hand', () => {
  it('counts the hits among the first k', () => {
    expect(hitRate([1, 7, 9], relevant, 1)).toBe(0)
    expect(hitRate([1, 7, 9], relevant, 2)).toBe(1)
    expect(recall([1, 7, 9], relevant, 2)).toBe(0.5)
    expect(precision([1, 7, 9], relevant, 2)).toBe(0.5)
    expect(precision([7], relevant, 5)).toBe(0.2)
  })

  it('discounts by rank', () => {
    const ideal = 1 + 1 / Math.log2(3)
    expect(ndcg([1, 7, 9], relevant, 3)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(4)) / ideal, 12)
    expect(ndcg([7, 1], relevant, 1)).toBe(1)
    expect(reciprocalRank([1, 7, 9], relevant, 3)).toBe(0.5)
    expect(averagePrecision([1, 7, 9], relevant, 3)).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12)
  })

  it('judges nobody without a relevant item, and an empty ranking as a miss', () => {
    for (const metric of Object.values(metrics)) {
      expect(metric([1, 2], new Set(), 2)).toBeNull()
      expect(metric([], relevant, 5)).toBe(0)
    }
  })
})

describe('over customers', () => {
  it('means those who can be judged', () => {
    expect(meanOf([1, null, 0])).toBe(0.5)
    expect(meanOf([null])).toBeNull()
  })

  it('covers what anyone is shown within k', () => {
    expect(coverage([[0, 1, 2], [1, 3]], 10, 2)).toBe(0.3)
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('equals ranx on every ranking', () => {
    for (const { ranked, relevant: items, expected } of peer.cases) {
      const values = new Map<string, number>(Object.entries(expected))
      for (const [name, metric] of Object.entries(metrics)) {
        for (const k of peer.cuts) {
          expect(metric(ranked, new Set(items), k), `${name}@${k}`).toBeCloseTo(values.get(`${name}@${k}`) ?? NaN, 9)
        }
      }
    }
  })

  it('equals scikit-learn ndcg_score where the ranking fills the cut', () => {
    const full = peer.cases.filter((one) => one.sklearn !== undefined)
    expect(full.length).toBeGreaterThan(10)
    for (const { ranked, relevant: items, sklearn } of full) {
      const values = new Map<string, number>(Object.entries(sklearn ?? {}))
      for (const k of peer.cuts) expect(ndcg(ranked, new Set(items), k)).toBeCloseTo(values.get(`ndcg@${k}`) ?? NaN, 9)
    }
  })
})
