import { describe, expect, it } from 'vitest'
import peer from './fixtures/pca-sklearn.json' with { type: 'json' }
import { normalQuantile } from './normalQuantile.ts'
import { fitRankTable, normalScore, rankOf } from './rankTable.ts'

describe('rankOf', () => {
  const table = fitRankTable([0, 0, 0, 10, 20], 0, 1)

  it('by hand: half of 0..4 is at 10 when three of five are 0', () => {
    expect([rankOf(table, 10), rankOf(table, 15), rankOf(table, 20)]).toEqual([expect.closeTo(0.75), expect.closeTo(0.875), 1])
  })

  it('is the middle of the run for values that many share', () => {
    expect(rankOf(table, 0)).toBeCloseTo(0.25)
  })

  it('stays within the table beyond it', () => {
    expect([rankOf(table, -5), rankOf(table, 99)]).toEqual([0, 1])
    const inner = fitRankTable(Array.from({ length: 101 }, (_, i) => i), 0.1, 0.9)
    expect([rankOf(inner, 0), rankOf(inner, 30), rankOf(inner, 100)]).toEqual([0.1, expect.closeTo(0.3), 0.9])
  })

  it('ends at ±2.58 as a score', () => {
    expect([normalScore(table, -5), normalScore(table, 99)]).toEqual([expect.closeTo(-2.5758, 4), expect.closeTo(2.5758, 4)])
  })
})

describe('normalQuantile', () => {
  it('is infinite at the ends and refuses what is no probability', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect(() => normalQuantile(NaN)).toThrow('0..1, not NaN')
  })
})

/** fixtures/pca-sklearn.py says how the numbers were made. */
describe(`parity: ${peer.madeBy}`, () => {
  it('norm.ppf', () => {
    for (const [p, z] of peer.normalQuantile) expect(normalQuantile(p)).toBeCloseTo(z, 12)
  })

  it.each(peer.quantileScores)('QuantileTransformer(n_quantiles=101), within the table', ({ x, rows, scores }) => {
    const table = fitRankTable(x.toSorted((a, b) => a - b), 0, 1)
    expect(rows.length).toBeGreaterThan(x.length / 2)
    rows.forEach((row, i) => expect(normalScore(table, x[row])).toBeCloseTo(scores[i], 8))
  })
})
