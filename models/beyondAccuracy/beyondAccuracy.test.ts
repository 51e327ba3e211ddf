import { describe, expect, it } from 'vitest'
import { categoryShares, jensenShannon, miscalibration } from './calibration.ts'
import { attributeCosine, intraListDiversity, sameCategory, serendipity } from './diversity.ts'
import { entropy, exposure, gini, personalisation } from './exposure.ts'
import { longTail, meanOfList, owners, popularityLift, selfInformation } from './popularityBias.ts'

describe('exposure, by hand', () => {
  it('counts the first k', () => {
    expect([...exposure([[0, 1, 2], [1], []], 4, 2)]).toEqual([1, 2, 0, 0])
  })

  it('is even at 0 and takes all at 1 − 1/n', () => {
    expect(gini([3, 3, 3])).toBe(0)
    expect(gini([0, 0, 0, 8])).toBe(0.75)
    expect(gini([1, 3])).toBe(0.25)
    expect(gini([0, 0])).toBeNull()
    expect(entropy([2, 2, 2, 2])).toBe(2)
    expect(entropy([5, 0])).toBe(0)
    expect(entropy([0, 0])).toBeNull()
  })

  it('tells the same list for all from a list for each', () => {
    expect(personalisation([[0, 1], [0, 1], [1, 0]], 4, 2)).toBeCloseTo(0, 12)
    expect(personalisation([[0, 1], [2, 3], []], 4, 2)).toBeCloseTo(1, 12)
    expect(personalisation([[0, 1], [1, 2]], 4, 2)).toBeCloseTo(0.5, 12)
    expect(personalisation([[0, 1], []], 4, 2)).toBeNull()
  })
})

describe('popularity, by hand', () => {
  it('counts each owner once', () => {
    expect([...owners({ customers: 2, items: 3, customer: Int32Array.from([0, 0, 1, 1]), item: Int32Array.from([1, 1, 1, 0]) })]).toEqual([1, 2, 0])
  })

  it('finds what fewer own more of a surprise; what nobody owns no more than what one owns', () => {
    expect([...selfInformation([8, 2, 1, 0], 8)]).toEqual([-0, 2, 3, 3])
    expect(meanOfList([0, 1], [8, 2], 5)).toBe(5)
    expect(meanOfList([], [8, 2], 5)).toBeNull()
  })

  it('draws the line where the head holds four fifths', () => {
    expect([...longTail([1, 50, 30, 10, 9, 0])]).toEqual([1, 0, 0, 1, 1, 1])
    expect([...longTail([0, 0])]).toEqual([1, 1])
  })

  it('lifts by the ratio of means, over those with both', () => {
    expect(popularityLift([6, 4, 100], [3, 5, null])).toBe(0.25)
    expect(popularityLift([6], [null])).toBeNull()
    expect(popularityLift([6], [0])).toBeNull()
  })
})

describe('diversity, by hand', () => {
  it('means over pairs of which something is known', () => {
    const similarity = sameCategory([0, 0, 1, -1])
    expect(intraListDiversity([0, 1, 2], similarity, 3)).toBeCloseTo(2 / 3, 12)
    expect(intraListDiversity([0, 1, 2], similarity, 2)).toBe(0)
    expect(intraListDiversity([0, 3, 2], similarity, 3)).toBe(1)
    expect(intraListDiversity([0, 3], similarity, 3)).toBeNull()
    expect(intraListDiversity([0], similarity, 3)).toBeNull()
  })

  it('is the cosine of attribute sets', () => {
    const cosine = attributeCosine({ items: 3, vocabulary: 9, offsets: Int32Array.from([0, 1, 5, 5]), attributes: Int32Array.from([4, 1, 4, 6, 8]) })
    expect(cosine(0, 1)).toBe(0.5)
    expect(cosine(0, 2)).toBeNull()
  })

  it('finds serendipitous what is relevant and not in everybody’s list', () => {
    expect(serendipity([1, 2, 3, 4], new Set([1]), new Set([1, 3]), 4)).toBe(0.25)
    expect(serendipity([1], new Set(), new Set(), 4)).toBeNull()
  })
})

describe('calibration, by hand', () => {
  it('shares by weight among the known', () => {
    expect([...categoryShares([0, 1, 2], [1, 0, -1], 2, [3, 1, 9]) ?? []]).toEqual([0.25, 0.75])
    expect(categoryShares([2], [1, 0, -1], 2)).toBeNull()
    expect(categoryShares([0], [1], 2, [-1])).toBeNull()
  })

  it('is 0 for the same mix, ln 1/α when all they like is missed', () => {
    expect(miscalibration([0.3, 0.7], [0.3, 0.7])).toBeCloseTo(0, 12)
    expect(miscalibration([1, 0], [0, 1])).toBeCloseTo(Math.log(100), 12)
    expect(miscalibration([0.5, 0.5], [1, 0], 0.5)).toBeCloseTo(0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25), 12)
    expect(jensenShannon([1, 0], [0, 1])).toBe(1)
    expect(jensenShannon([0.5, 0.5], [0.5, 0.5])).toBe(0)
  })
})
