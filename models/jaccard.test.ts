import { describe, expect, it } from 'vitest'
import { bestJaccard } from './jaccard.ts'

describe('bestJaccard', () => {
  it('by hand: {0,1,2} meets {0,1} by 2/3, {3,4} meets {2,3,4} by 2/3', () => {
    expect(Array.from(bestJaccard([0, 0, 0, 1, 1], [0, 0, 1, 1, 1]))).toEqual([2 / 3, 2 / 3])
  })

  it('is 1 under other names', () => {
    expect(Array.from(bestJaccard([0, 0, 1, 2], [2, 2, 0, 1]))).toEqual([1, 1, 1])
  })

  it('is not a number for a cluster without rows', () => {
    expect(Array.from(bestJaccard([0, 2], [0, 1]))).toEqual([1, NaN, 1])
  })
})
