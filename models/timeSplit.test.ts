import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Interactions } from './interactions.ts'
import { chooseCut, splitAt, splitLastBasket } from './timeSplit.ts'

const [view, purchase] = [0, 1]

function of(rows: readonly (readonly [customer: number, item: number, behaviour: number, at: number])[]): Interactions {
  return {
    customers: 3,
    items: 10,
    customer: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    behaviour: Uint8Array.from(rows, (row) => row[2]),
    at: Float64Array.from(rows, (row) => row[3]),
  }
}

describe('splitAt', () => {
  it('sends the moment of the cut to the test', () => {
    const { train, test } = splitAt(of([[0, 1, view, 1], [0, 2, view, 2], [1, 3, view, 3]]), 2)
    expect([...train.item]).toEqual([1])
    expect([...test.item]).toEqual([2, 3])
  })

  it('loses nothing and leaks nothing', () => {
    const row = fc.tuple(fc.nat(2), fc.nat(9), fc.nat(1), fc.nat(50))
    fc.assert(fc.property(fc.array(row), fc.nat(50), (rows, cut) => {
      const { train, test } = splitAt(of(rows), cut)
      expect(train.at.length + test.at.length).toBe(rows.length)
      expect(train.at.every((at) => at < cut) && test.at.every((at) => at >= cut)).toBe(true)
    }))
  })
})

describe('splitLastBasket', () => {
  const x = of([
    [0, 1, purchase, 10], [0, 2, view, 90], [0, 3, purchase, 100], [0, 4, purchase, 105], [0, 5, view, 102], [0, 6, view, 200],
    [1, 7, purchase, 10], [1, 8, view, 20],
    [2, 9, view, 5],
  ])

  it('tests by the last basket and drops what may have come after it began', () => {
    const { train, test } = splitLastBasket(x, purchase, 10)
    expect([...test.item]).toEqual([3, 4])
    expect([...train.item]).toEqual([1, 2, 7, 8, 9])
  })

  it('leaves customers of one basket in training', () => {
    expect([...splitLastBasket(x, purchase, 1000).test.item]).toEqual([])
  })
})

describe('chooseCut', () => {
  it('leaves about the share of the purchases after the cut', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [0, 1, purchase, at] as const)
    const x = of([...rows, [0, 1, view, 10_000]])
    expect(chooseCut(x, purchase, 0.2)).toBe(80)
    expect(splitAt(x, 80).test.behaviour.filter((behaviour) => behaviour === purchase)).toHaveLength(20)
  })

  it('is null where nothing would be left to learn from', () => {
    expect(chooseCut(of([]), purchase, 0.2)).toBeNull()
    expect(chooseCut(of([[0, 1, purchase, 5], [1, 1, purchase, 5]]), purchase, 0.2)).toBeNull()
  })
})
