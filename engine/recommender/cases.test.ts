import { describe, expect, it } from 'vitest'
import type { Interactions } from '../../models/interactions.ts'
import { createRng } from '../../models/rng.ts'
import { CART, PURCHASE, VIEW } from './behaviours.ts'
import { casesAt, ownedItems } from './cases.ts'

const MINUTE = 60_000

/** Rows of [customer, item, behaviour, minute], in order. */
function rows(...given: readonly (readonly [number, number, number, number])[]): Interactions {
  return {
    customers: 4, items: 5, customer: Int32Array.from(given, (row) => row[0]), item: Int32Array.from(given, (row) => row[1]),
    behaviour: Uint8Array.from(given, (row) => row[2]), at: Float64Array.from(given, (row) => row[3] * MINUTE),
  }
}

const CUT = 1000 * MINUTE

describe('casesAt', () => {
  const given = [
    [0, 0, PURCHASE, 10], [0, 1, VIEW, 1100], [0, 1, CART, 1110], [0, 1, PURCHASE, 1120], [0, 2, PURCHASE, 1125], [0, 0, PURCHASE, 2000], // visit of 1100–1125
    [1, 2, PURCHASE, 20], [1, 2, VIEW, 1500], // bought nothing after the cut
    [2, 1, VIEW, 990], [2, 1, PURCHASE, 1005], // the visit began before the cut
    [3, 1, VIEW, 30], [3, 4, PURCHASE, 1200], // item 4 was never seen before the cut
  ] as const
  const x = rows(...given)
  const cases = casesAt(x, CUT, Infinity, 10, createRng(1))

  it('takes customers at the beginning of their first visit with a purchase', () => {
    expect([...cases.customers]).toEqual([0])
    expect(cases.moments[0]).toBe(1100 * MINUTE)
    expect([...cases.bought[0]].sort()).toEqual([1, 2])
  })
  it('knows nothing of the visit itself, and nothing from the cut on but histories', () => {
    expect(Math.max(...cases.known.at)).toBeLessThan(CUT)
    expect([...cases.histories.at]).toEqual([10 * MINUTE])
  })
  it('counts what was owned before', () => {
    expect([...ownedItems(cases)[0]]).toEqual([[0, { at: 10 * MINUTE, times: 1 }]])
  })
  it('does not change when the future does', () => {
    const longer = casesAt(rows(...given.slice(0, 6), [0, 3, PURCHASE, 9000], ...given.slice(6)), CUT, Infinity, 10, createRng(1))
    expect([...longer.bought[0]].sort()).toEqual([1, 2])
    expect([...longer.histories.at]).toEqual([10 * MINUTE])
  })
})
