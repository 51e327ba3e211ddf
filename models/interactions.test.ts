import { describe, expect, it } from 'vitest'
import { byCustomer, checkInteractions, groupRows, selectInteractions } from './interactions.ts'
import type { Interactions } from './interactions.ts'

const x: Interactions = {
  customers: 3,
  items: 4,
  customer: Int32Array.from([2, 0, 2, 0]),
  item: Int32Array.from([3, 1, 0, 2]),
  behaviour: Uint8Array.from([0, 1, 2, 0]),
  at: Float64Array.from([50, 40, 10, 40]),
  weight: Float32Array.from([1, 2, 3, 4]),
}

describe('interactions', () => {
  it('groups rows by key in their order, with empty groups', () => {
    const { offsets, rows } = groupRows(x.customer, 3)
    expect([...offsets]).toEqual([0, 2, 2, 4])
    expect([...rows]).toEqual([1, 3, 0, 2])
  })

  it('puts each customer in time order, equal times by item', () => {
    expect([...byCustomer(x).rows]).toEqual([1, 3, 2, 0])
  })

  it.each([['backwards', (k: number) => 3000 - k], ['nearly in order', (k: number) => k - 3 * (k % 7)], ['mixed', (k: number) => (k * 7919) % 401]])('sorts as a comparator does, %s', (_name, at) => {
    const n = 3000
    const long: Interactions = {
      customers: 2, items: 5, customer: Int32Array.from({ length: n }, (_, k) => (k % 3 === 0 ? 1 : 0)), item: Int32Array.from({ length: n }, (_, k) => k % 5),
      behaviour: Uint8Array.from({ length: n }, (_, k) => k % 2), at: Float64Array.from({ length: n }, (_, k) => at(k)),
    }
    const expected = Array.from({ length: n }, (_, k) => k)
      .sort((a, b) => long.customer[a] - long.customer[b] || long.at[a] - long.at[b] || long.item[a] - long.item[b] || long.behaviour[a] - long.behaviour[b] || a - b)
    expect([...byCustomer(long).rows]).toEqual(expected)
  })

  it('selects rows with all their columns', () => {
    const chosen = selectInteractions(x, Int32Array.from([2, 1]))
    expect(chosen).toMatchObject({ customers: 3, items: 4 })
    expect([[...chosen.customer], [...chosen.item], [...chosen.behaviour], [...chosen.at], [...(chosen.weight ?? [])]])
      .toEqual([[2, 0], [0, 1], [2, 1], [10, 40], [3, 2]])
    const { weight: _, ...unweighted } = x
    expect(selectInteractions(unweighted, Int32Array.from([0]))).not.toHaveProperty('weight')
  })

  it('refuses columns of different length, ids out of range and values that are not finite', () => {
    expect(() => checkInteractions(x)).not.toThrow()
    expect(() => checkInteractions({ ...x, at: new Float64Array(3) })).toThrow('differ in length')
    expect(() => checkInteractions({ ...x, customers: 2 })).toThrow('customer 2 of 2')
    expect(() => checkInteractions({ ...x, item: Int32Array.from([0, 0, -1, 0]) })).toThrow('item -1')
    expect(() => checkInteractions({ ...x, at: Float64Array.from([1, NaN, 1, 1]) })).toThrow('no time')
    expect(() => checkInteractions({ ...x, weight: Float32Array.from([1, 1, 1, Infinity]) })).toThrow('not finite')
  })
})
