import { describe, expect, it } from 'vitest'
import { integer, gaussian } from '../draws.ts'
import { fromRows, rowOf } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { fitRules, fitRuleSets } from './fitRules.ts'
import { meets, pathsOf } from './paths.ts'

/** Members visit 4 to 9 times and spend more than 50; a tenth of the spends is not known. */
function shop(n: number, noise: number) {
  const rng = createRng('rules')
  const rows = Array.from({ length: n }, () => [integer(rng, 14), Math.round(rng() * 100), gaussian(rng)])
  const labels = rows.map(([visits, spend]) => (rng() < noise ? integer(rng, 3) : visits > 3 && visits <= 9 && spend > 50 ? 2 : visits > 9 ? 1 : 0))
  return { x: fromRows(rows.map(([visits, spend, other]) => [visits, rng() < 0.1 ? NaN : spend, other])), labels }
}

describe('fitRules', () => {
  const { x, labels } = shop(6000, 0.03)
  const found = fitRules(x, labels, 2, createRng(1))

  it('finds the rule the group was made by, two bounds of one column as an interval', () => {
    const [first] = found.rules
    const [visits, spend] = [...first.conditions].sort((a, b) => a.column - b.column)
    expect(visits).toMatchObject({ column: 0, above: 3, below: 9 })
    expect(spend).toMatchObject({ column: 1 })
    expect(spend.above).toBeGreaterThanOrEqual(45)
    expect(spend.above).toBeLessThanOrEqual(52)
    expect(found.best).toEqual(first)
  })
  it('measures on rows held out, as one counts them', () => {
    expect(found.n).toBe(1800)
    expect(found.precision!.share).toBeGreaterThan(0.9)
    expect(found.recall!.share).toBeGreaterThan(0.75)
    const { hits, of, low, high, share } = found.precision!
    expect(share).toBe(hits / of)
    expect(low < share && share < high).toBe(true)
    const [{ precision, recall, support }] = found.rules
    expect(support).toMatchObject({ hits: precision!.of, of: found.n })
    expect(recall!.hits).toBe(precision!.hits)
  })
  it('gives rules that nobody meets twice, together as good as the set', () => {
    const rules = fitRules(x, labels, 0, createRng(1)).rules
    expect(rules.length).toBeGreaterThan(1)
    for (let i = 0; i < x.rows; i++) expect(rules.filter(({ conditions }) => meets(conditions, rowOf(x, i))).length).toBeLessThan(2)
    const set = fitRules(x, labels, 0, createRng(1))
    expect(set.recall!.hits).toBe(rules.reduce((sum, rule) => sum + rule.recall!.hits, 0))
    for (const { conditions } of rules) expect(conditions.length).toBeLessThanOrEqual(3)
  })
  it('is the same again from the same seed, and for a group among others', () => {
    expect(fitRules(x, labels, 2, createRng(1))).toEqual(found)
    expect(fitRuleSets(x, labels, [0, 2], createRng(1))[1]).toEqual(found)
  })
  it('finds a group that is nowhere in the majority', () => {
    const rng = createRng('rare')
    const rows = Array.from({ length: 8000 }, () => [rng(), rng()])
    const rare = rows.map(([a]) => (a > 0.8 && rng() < 0.2 ? 1 : 0))
    const { best, precision, recall } = fitRules(fromRows(rows), rare, 1, createRng(1))
    expect(best!.conditions[0]).toMatchObject({ column: 0 })
    expect(precision!.share).toBeGreaterThan(0.15)
    expect(recall!.share).toBeGreaterThan(0.7)
  })
  it('says nothing where nothing tells the group apart, or nobody is in it', () => {
    const constant = fromRows(Array.from({ length: 200 }, () => [1, NaN]))
    expect(fitRules(constant, Array.from({ length: 200 }, (_, i) => i % 2), 1, createRng(1))).toMatchObject({ rules: [], best: null, precision: null })
    expect(fitRules(x, labels, 7, createRng(1))).toMatchObject({ rules: [], best: null, precision: null, recall: null, n: 1800 })
  })
  it('promises no more than it keeps: what it measured holds for people it never saw', () => {
    const noise = shop(3000, 1)
    const { precision } = fitRules(noise.x, noise.labels, 2, createRng(4), { heldOut: 0.8 }).best!
    // Labels by chance: whatever the few that were fitted to suggest, a third of those who meet it are in the group.
    expect(precision!.low < 1 / 3 && precision!.high > 1 / 3).toBe(true)
  })
  it('refuses labels of another length, an infinite value, and shares that hold out nothing', () => {
    expect(() => fitRules(x, [1], 1, createRng(1))).toThrow(/labels/)
    expect(() => fitRules(fromRows([[1], [Infinity], [2], [3]]), [0, 1, 0, 1], 1, createRng(1), { heldOut: 0.1 })).toThrow(/infinite/)
    expect(() => fitRules(x, labels, 1, createRng(1), { heldOut: 1 })).toThrow(/held out/)
  })
})

describe('pathsOf', () => {
  const leaf = { rows: 1, weight: 1, yes: 0, split: null }
  const inner = { rows: 2, weight: 2, yes: 0, split: { column: 0, threshold: 9, missingBelow: false, below: leaf, above: leaf } }
  const root = pathsOf({ rows: 3, weight: 3, yes: 0, split: { column: 0, threshold: 3, missingBelow: false, below: leaf, above: inner } })

  it('by hand: a missing value takes the way both questions send it', () => {
    const between = root.children[1].children[0].conditions
    expect(between).toEqual([{ column: 0, above: 3, below: 9, missing: false }])
    expect(root.children[1].children[1].conditions).toEqual([{ column: 0, above: 9, missing: true }])
    expect([3, 4, 9, 10, NaN].map((value) => meets(between, [value]))).toEqual([false, true, true, false, false])
  })
})
