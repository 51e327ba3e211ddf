import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { coldCustomers } from './coldCustomers.ts'
import { amongAll, amongCold } from './coldItems.ts'

/** Customer c has items c, c + 1, … c + 7 in this order, and the first one again at the end. */
const CUSTOMERS = 10
const x = interactionsOf(Array.from({ length: CUSTOMERS }, (_, customer) => Array.from({ length: 9 }, (_each, k) => ({ customer, item: customer + (k % 8), at: k }))).flat(), CUSTOMERS, 20)
const none = { items: 20, vocabulary: 0, offsets: new Int32Array(21), attributes: new Int32Array(0) }
const itemsOf = (rows: typeof x, customer: number): number[] => Array.from(rows.item).filter((_, row) => rows.customer[row] === customer)

describe('cold items', () => {
  it('are nowhere in the training, and alone are ranked', () => {
    const { given, cases } = amongCold(x, none, 0.3, createRng(1))
    const cold = [...cases.candidates?.(0) ?? []]
    // 17 of the 20 items are somebody's: three in ten of those.
    expect(cold.length).toBe(5)
    expect(cold.every((item) => x.item.includes(item))).toBe(true)
    expect(cold.filter((item) => given.train.item.includes(item))).toEqual([])
    cases.customers.forEach((customer, at) => {
      expect([...cases.relevant[at]].sort()).toEqual([...new Set(itemsOf(x, customer).filter((item) => cold.includes(item)))].sort())
      expect(itemsOf(given.histories, customer).length).toBeGreaterThan(0)
    })
    expect(given.train.item.length + x.item.filter((item) => cold.includes(item)).length).toBe(x.item.length)
  })

  it('among all: others are held out too, all rows of a pair together, and what nobody ever had is not ranked', () => {
    const { given, cases } = amongAll(x, none, 0.3, createRng(1))
    const warm = [...cases.relevant].flatMap((relevant) => [...relevant]).filter((item) => given.train.item.includes(item))
    expect(warm.length).toBeGreaterThan(0)
    cases.customers.forEach((customer, at) => {
      const history = itemsOf(given.histories, customer)
      expect(history.filter((item) => cases.relevant[at].has(item))).toEqual([])
      expect(new Set(cases.masked?.(at))).toEqual(new Set([...history, 17, 18, 19]))
    })
  })

  it('are the same under the same seed and others under another', () => {
    const draw = (seed: number): number[] => [...amongCold(x, none, 0.3, createRng(seed)).cases.candidates?.(0) ?? []]
    expect(draw(4)).toEqual(draw(4))
    expect(draw(4)).not.toEqual(draw(5))
  })
})

describe('cold customers', () => {
  it('are nowhere in the training and are asked the same, however many of their first items are known', () => {
    const none = coldCustomers(x, null, 0, 0.3, createRng(1))
    const two = coldCustomers(x, null, 2, 0.3, createRng(1))
    expect(none.cases.customers.length).toBe(3)
    expect(two.cases.relevant).toEqual(none.cases.relevant)
    expect(none.given.histories.item.length).toBe(0)
    for (const [at, customer] of two.cases.customers.entries()) {
      expect(two.given.train.customer.includes(customer)).toBe(false)
      expect(itemsOf(two.given.histories, customer)).toEqual([customer, customer + 1])
      expect([...two.cases.relevant[at]]).toEqual([customer + 5, customer + 6, customer + 7])
      expect([...two.cases.masked?.(at) ?? []]).toEqual([0, 1, 2, 3, 4].map((k) => customer + k))
    }
  })

  it('with five items or fewer are not judged', () => {
    const few = interactionsOf([0, 1, 2, 3, 4].map((item) => ({ customer: 0, item, at: item })), 1, 20)
    expect(coldCustomers(few, null, 1, 1, createRng(1)).cases.customers.length).toBe(0)
  })
})
