import { describe, expect, it } from 'vitest'
import type { Interactions } from './interactions.ts'
import { dayMs, foldStrengths, historyOf } from './strengths.ts'
import type { StrengthOptions } from './strengths.ts'

const now = 100 * dayMs
const [view, purchase, returned] = [0, 1, 2]
const options: StrengthOptions = {
  behaviours: [{ source: 1, target: 0.5 }, { source: 3, target: 3 }, { source: -4, target: -4 }],
  halfLifeDays: 10,
  maxHistory: 100,
}

function of(rows: readonly (readonly [customer: number, item: number, behaviour: number, daysAgo: number])[]): Interactions {
  return {
    customers: 2,
    items: 5,
    customer: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    behaviour: Uint8Array.from(rows, (row) => row[2]),
    at: Float64Array.from(rows, (row) => now - row[3] * dayMs),
  }
}

describe('foldStrengths', () => {
  it('adds decayed behaviours per customer and item, then damps', () => {
    const folded = foldStrengths(of([[0, 4, view, 10], [0, 2, view, 0], [0, 4, purchase, 0]]), options, now)
    expect([...folded.offsets]).toEqual([0, 2, 2])
    const place = folded.item.indexOf(4)
    expect(folded.source[place]).toBeCloseTo(Math.log2(1 + 3 + 0.5), 6)
    expect(folded.target[place]).toBeCloseTo(Math.log2(1 + 3 + 0.25), 6)
    expect(folded.at[place]).toBe(now)
    expect(folded.source[folded.item.indexOf(2)]).toBe(1)
  })

  it('lets a return outweigh its purchase and keeps it out of the history', () => {
    const folded = foldStrengths(of([[1, 0, purchase, 1], [1, 0, returned, 0], [1, 3, view, 0]]), options, now)
    expect(folded.source[folded.item.indexOf(0)]).toBeLessThan(0)
    expect([...historyOf(folded, 1).items]).toEqual([3])
    expect(historyOf(folded, 0).items).toHaveLength(0)
  })

  it('keeps the most recent items of a long history, oldest first', () => {
    const rows = [0, 1, 2, 3, 4].map((item) => [0, item, view, 5 - item] as const)
    const folded = foldStrengths(of([...rows, [0, 0, purchase, 0]]), { ...options, maxHistory: 3 }, now)
    expect([...folded.item]).toEqual([3, 4, 0])
  })

  it('multiplies by the weight column and ignores behaviours without a weight', () => {
    const x = { ...of([[0, 1, view, 0], [0, 2, 9, 0]]), weight: Float32Array.from([3, 1]) }
    const folded = foldStrengths(x, options, now)
    expect([...folded.item]).toEqual([1])
    expect(folded.source[0]).toBe(2) // log₂(1 + 3)
  })

  it('can look at each customer from their own moment', () => {
    const x = of([[0, 1, view, 30], [1, 1, view, 0]])
    expect([...foldStrengths(x, options, Float64Array.of(now - 30 * dayMs, now)).source]).toEqual([1, 1])
  })

  it('refuses the future', () => {
    expect(() => foldStrengths(of([[0, 1, view, -1]]), options, now)).toThrow('after the moment')
  })
})
