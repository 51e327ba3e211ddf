import { describe, expect, it } from 'vitest'
import type { Interactions } from './interactions.ts'
import { groupShare, popularity, popularityByGroup, trend } from './popularity.ts'
import { dayMs } from './strengths.ts'

const now = 100 * dayMs
const options = { behaviours: [1, -1], halfLifeDays: null }

function of(rows: readonly (readonly [customer: number, item: number, behaviour: number, daysAgo: number])[]): Interactions {
  return {
    customers: 4,
    items: 3,
    customer: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    behaviour: Uint8Array.from(rows, (row) => row[2]),
    at: Float64Array.from(rows, (row) => now - row[3] * dayMs),
  }
}

describe('popularity', () => {
  it('halves with each half life, subtracts returns and does not look ahead', () => {
    const x = of([[0, 0, 0, 10], [1, 1, 0, 0], [1, 1, 1, 0], [2, 2, 0, -1], [3, 0, 7, 0]])
    expect([...popularity(x, { ...options, halfLifeDays: 10 }, now)]).toEqual([0.5, 0, 0])
  })
})

describe('popularityByGroup', () => {
  // Group 0 (customers 0, 1) buys item 0 three times, group 1 (customer 2) item 1 once; customer 3 has no group.
  const x = of([[0, 0, 0, 1], [1, 0, 0, 1], [1, 0, 0, 2], [2, 1, 0, 1]])
  const groupOf = Int32Array.from([0, 0, 1, -1])

  it('shrinks each group to all by κ', () => {
    const model = popularityByGroup(x, groupOf, 3, 2, options, now)
    if (model === null) throw new Error('there is mass')
    expect(groupShare(model, 0, 0)).toBeCloseTo((3 + 2 * 0.75) / 5, 6)
    expect(groupShare(model, 1, 0)).toBeCloseTo((0 + 2 * 0.75) / 3, 6)
    expect(groupShare(model, 2, 1)).toBeCloseTo(0.25, 6) // nobody in it: as everyone
    for (let g = 0; g < 3; g++) {
      expect(model.shares.subarray(g * 3, g * 3 + 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
    }
  })

  it('says null of what it does not know', () => {
    const model = popularityByGroup(x, groupOf, 2, 0, options, now)
    if (model === null) throw new Error('there is mass')
    expect([groupShare(model, 2, 0), groupShare(model, -1, 0), groupShare(model, 0, 3)]).toEqual([null, null, null])
    expect(groupShare(model, 0, 1)).toBe(0) // known, and nobody took it
    expect(popularityByGroup(of([]), groupOf, 2, 1, options, now)).toBeNull()
  })
})

describe('trend', () => {
  const settings = { behaviours: [1], recentDays: 10, beforeDays: 20, prior: 3 }

  it('is 0 for a steady item, up for a rising one, and shy of small numbers', () => {
    const rising = Array.from({ length: 9 }, (_, day) => [0, 0, 0, day] as const)
    const steady = Array.from({ length: 30 }, (_, day) => [0, 1, 0, day] as const)
    const [up, even, once] = trend(of([...rising, ...steady, [0, 2, 0, 5]]), settings, now)
    expect(even).toBeCloseTo(0, 6)
    expect(up).toBeCloseTo(Math.log2((0.9 + 0.1) / 0.1), 5)
    expect(once).toBeCloseTo(1, 5) // (0.1 + 0.1) / 0.1
  })

  it('is 0 for an item that nobody touched', () => {
    expect([...trend(of([]), settings, now)]).toEqual([0, 0, 0])
  })
})
