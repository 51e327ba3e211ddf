import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { lastOfCustomer } from './lastOfCustomer.ts'
import { cutOf, nextBasket } from './nextBasket.ts'
import { randomOne, randomShare, randomShareOfItems } from './randomShare.ts'

const of = (rows: readonly (readonly [customer: number, item: number, at: number, behaviour?: number])[]) =>
  interactionsOf(rows.map(([customer, item, at, behaviour]) => ({ customer, item, at, behaviour })), 4, 5)
const pairs = (x: ReturnType<typeof of>) => Array.from(x.customer, (customer, row) => [customer, x.item[row]])

describe('lastOfCustomer', () => {
  it('takes the last buy out of all rows of its customer, views before and after it too', () => {
    const x = of([[0, 1, 10, 2], [0, 2, 20, 2], [0, 2, 5, 0], [0, 2, 30, 0], [0, 3, 40, 0], [1, 2, 1, 0]])
    const { train, last } = lastOfCustomer(x, 2)
    expect(last).toEqual([[0, 2]])
    expect(pairs(train)).toEqual([[0, 1], [0, 3], [1, 2]])
  })

  it('leaves alone who would have nothing else', () => {
    const x = of([[0, 1, 10, 2], [0, 1, 5, 0]])
    expect(lastOfCustomer(x, 2)).toEqual({ train: x, last: [] })
  })
})

describe('nextBasket', () => {
  const x = of([[0, 0, 0], [0, 1, 90], [0, 2, 90], [0, 3, 95], [1, 1, 50], [2, 2, 92], [3, 4, 10], [3, 0, 100]])

  it('cuts the last share of the time span', () => {
    expect(cutOf(x, 0.1)).toBe(90)
  })

  it('judges the first basket after the cut of those who bought before', () => {
    const { given, cases } = nextBasket(x, 90)
    expect([...cases.customers]).toEqual([0, 3])
    expect(cases.relevant).toEqual([new Set([1, 2]), new Set([0])])
    expect(pairs(given.train)).toEqual([[0, 0], [1, 1], [3, 4]])
    expect(given.now).toBe(90)
  })
})

describe('random splits', () => {
  const x = of([[0, 0, 0], [0, 1, 0], [0, 2, 0], [0, 3, 0], [0, 4, 0], [1, 0, 0], [2, 1, 0], [2, 2, 0]])

  it('hold out a share of each customer, rounded down, and nothing twice', () => {
    const { train, customers, relevant } = randomShare(x, 0.4, createRng(1))
    expect([...customers]).toEqual([0])
    expect(relevant[0].size).toBe(2)
    expect(train.customer.length).toBe(6)
    expect(pairs(train).some(([customer, item]) => customer === 0 && relevant[0].has(item))).toBe(false)
  })

  it('hold out one of those who have two', () => {
    const { train, customers, relevant } = randomOne(x, createRng(1))
    expect([...customers]).toEqual([0, 2])
    expect(relevant.map(({ size }) => size)).toEqual([1, 1])
    expect(train.customer.length).toBe(6)
  })

  it('are the same under the same seed', () => {
    expect(randomShare(x, 0.4, createRng(5))).toEqual(randomShare(x, 0.4, createRng(5)))
  })
})

describe('randomShareOfItems', () => {
  const x = of([[0, 0, 0], [0, 1, 0], [0, 2, 0], [0, 3, 0], [1, 1, 0], [2, 1, 0], [2, 2, 0], [3, 1, 0]])

  it('holds out a share of each item, whoever has it', () => {
    const { train, relevant } = randomShareOfItems(x, 0.5, createRng(3))
    const held = relevant.flatMap((wanted) => [...wanted])
    expect(held.filter((item) => item === 1)).toHaveLength(2)
    expect(held.filter((item) => item === 2)).toHaveLength(1)
    expect(train.item.length + held.length).toBe(x.item.length)
  })
})
