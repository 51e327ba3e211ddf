import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../ids.ts'
import { learnedFrom } from './learned.ts'

const ids = ['a', 'b', 'c'].map((id) => id as CustomerId)
const shop = (customer: number[], item: number[]) => ({
  personIds: ids, itemIds: ['x', 'y'],
  rows: { customers: 3, items: 2, customer: Int32Array.from(customer), item: Int32Array.from(item), behaviour: new Uint8Array(item.length), at: new Float64Array(item.length) },
})

describe('learnedFrom', () => {
  it('names who did something, and how few stand behind an item', () => {
    // a: x, y, x; c: x. b was let in and did nothing.
    expect(learnedFrom(shop([0, 0, 0, 2], [0, 1, 0, 0]))).toEqual({ people: ['a', 'c'], items: 2, interactions: 4, fewestPerItem: 1 })
    expect(learnedFrom(shop([0, 0, 2, 2], [0, 1, 0, 1])).fewestPerItem).toBe(2)
  })
  it('knows of none where nothing happened', () => {
    expect(learnedFrom({ ...shop([], []), itemIds: [] })).toEqual({ people: [], items: 0, interactions: 0, fewestPerItem: null })
  })
})
