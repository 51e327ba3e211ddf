import { describe, expect, it } from 'vitest'
import { integer } from '../draws.ts'
import { createRng } from '../rng.ts'
import { codesOf, quantileCodesOf } from './codes.ts'
import { sensitiveAssociation } from './sensitiveAssociation.ts'
import { verdictOf } from './verdict.ts'

/** n people in k groups; value 1 has the share given per group, the last being the undetermined. */
function people(n: number, shares: readonly number[], seed = 'people') {
  const rng = createRng(seed)
  const labels = Int32Array.from({ length: n }, () => integer(rng, shares.length))
  const values = labels.map((group) => (rng() < shares[group] ? 1 : 0))
  return { labels: labels.map((group) => (group === shares.length - 1 ? -1 : group)), values }
}

describe('sensitiveAssociation', () => {
  it('by hand: what a group has more of, and what less', () => {
    const labels = [...Array.from({ length: 100 }, () => 0), ...Array.from({ length: 100 }, () => 1)]
    const values = labels.map((group, i) => (group === 0 ? Number(i % 100 < 60) : Number(i % 100 < 30)))
    const { perGroup, n, unknown, freedom } = sensitiveAssociation(labels, values, createRng(1))
    expect({ n, unknown, freedom }).toEqual({ n: 200, unknown: 0, freedom: 1 })
    expect(perGroup.map(({ group, value, people, share, rest, lift }) => ({ group, value, people, share, rest, lift }))).toEqual([
      { group: 0, value: 1, people: 60, share: 0.6, rest: 0.3, lift: 2 },
      { group: 0, value: 0, people: 40, share: 0.4, rest: 0.7, lift: 0.4 / 0.7 },
      { group: 1, value: 0, people: 70, share: 0.7, rest: 0.4, lift: 0.7 / 0.4 },
      { group: 1, value: 1, people: 30, share: 0.3, rest: 0.6, lift: 0.5 },
    ])
    const [first] = perGroup
    expect(first.h).toBeCloseTo(2 * (Math.asin(Math.sqrt(0.6)) - Math.asin(Math.sqrt(0.3))), 12)
    // χ² with Yates: 200 (|60·70 − 40·30| − 100)² / (100·100·90·110) = 16.99, and four cells.
    expect(first.p).toBeCloseTo(4 * 3.758e-5, 6)
    expect(first.low).toBeGreaterThan(0.15)
    expect(first.high).toBeLessThan(0.45)
  })
  it('leaves out whose value is not known, and looks at the undetermined as a group', () => {
    const { labels, values } = people(4000, [0.5, 0.5, 0.9])
    const found = sensitiveAssociation(labels, values.map((value, i) => (i % 4 === 0 ? -1 : value)), createRng(1))
    expect(found).toMatchObject({ n: 3000, unknown: 1000 })
    expect(found.perGroup.find(({ lift }) => lift !== null && lift > 1)).toMatchObject({ group: -1, value: 1 })
  })
  it('knows nothing of nobody, and refuses other lengths', () => {
    expect(sensitiveAssociation([0, 1], [-1, -1], createRng(1))).toMatchObject({ n: 0, p: 1, perGroup: [] })
    expect(() => sensitiveAssociation([0], [0, 1], createRng(1))).toThrow(RangeError)
  })
  it('p is uniform where there is nothing, and agrees with χ² where people are many', () => {
    const rng = createRng('nothing')
    const below = [0, 0]
    const runs = 300
    for (let run = 0; run < runs; run++) {
      const labels = Int32Array.from({ length: 60 }, () => integer(rng, 3))
      const found = sensitiveAssociation(labels, labels.map(() => integer(rng, 3)), rng, { draws: 99 })
      if (found.p <= 0.05) below[0]++
      if (found.p <= 0.5) below[1]++
    }
    expect(below[0] / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs))
    expect(Math.abs(below[1] / runs - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / runs) + 0.02)
    const { labels, values } = people(20_000, [0.5, 0.51, 0.52, 0.5])
    const many = sensitiveAssociation(labels, values, createRng(2))
    expect(many.p).toBeGreaterThan(1 / 1000)
    expect(Math.abs(many.p - many.pG)).toBeLessThan(4 * Math.sqrt((many.pG * (1 - many.pG)) / 999) + 0.002)
  })
  it('cannot be surer than its draws', () => {
    const { labels, values } = people(500, [0.1, 0.9])
    expect(sensitiveAssociation(labels, values, createRng(1)).p).toBe(1 / 1000)
  })
})

describe('verdictOf', () => {
  const judge = (n: number, shares: readonly number[]) => {
    const { labels, values } = people(n, shares)
    return verdictOf(sensitiveAssociation(labels, values, createRng(1)))
  }
  it('is independent where nothing is, and where it is certain and slight', () => {
    expect(judge(5000, [0.5, 0.5, 0.5, 0.5])).toEqual({ verdict: 'independent', named: [] })
    expect(judge(200_000, [0.48, 0.5, 0.52, 0.5])).toEqual({ verdict: 'independent', named: [] })
  })
  it('is associated where a group has a quarter more, and names it', () => {
    const { verdict, named } = judge(20_000, [0.5, 0.5, 0.7, 0.5])
    expect(verdict).toBe('associated')
    expect(named.map(({ group, value }) => `${group}:${value}`)).toEqual(['2:1', '2:0'])
  })
  it('is a proxy where the groups stand for the values, or one small group does', () => {
    expect(judge(5000, [0.05, 0.95, 0.1, 0.9]).verdict).toBe('proxy')
    const small = judge(20_000, [0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.4, 0.02])
    expect(small.verdict).toBe('proxy')
    expect(small.named[0]).toMatchObject({ group: 8, value: 1 })
  })
})

describe('codes', () => {
  it('are in the order of names, −1 where unknown', () => {
    const { codes, names } = codesOf(['m', null, 'f', 'm'])
    expect([Array.from(codes), names]).toEqual([[1, -1, 0, 1], ['f', 'm']])
  })
  it('are quantile bins of a number', () => {
    const { codes, cuts } = quantileCodesOf([10, 20, NaN, 30, 40], 2)
    expect([Array.from(codes), cuts]).toEqual([[0, 0, -1, 1, 1], [20]])
  })
})
