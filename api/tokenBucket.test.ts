import { describe, expect, it } from 'vitest'
import { tokenBucket } from './tokenBucket.ts'

describe('tokenBucket', () => {
  it('lets a burst through, then the rate, and says when to come back', () => {
    const limit = tokenBucket({ burst: 3, perSecond: 2 })
    expect([0, 0, 0].map((at) => limit('a', at))).toEqual([null, null, null])
    expect(limit('a', 0)).toBe(1)
    expect(limit('a', 499)).toBe(1)
    expect(limit('a', 500)).toBeNull()
    expect(limit('a', 500)).toBe(1)
  })
  it('counts each caller alone and never saves up more than the burst', () => {
    const limit = tokenBucket({ burst: 1, perSecond: 1 })
    expect(limit('a', 0)).toBeNull()
    expect(limit('b', 0)).toBeNull()
    expect(limit('a', 1e9)).toBeNull()
    expect(limit('a', 1e9)).toBe(1)
  })
  it('is not fooled by a clock that goes back', () => {
    const limit = tokenBucket({ burst: 1, perSecond: 1 })
    expect(limit('a', 5000)).toBeNull()
    expect(limit('a', 0)).toBe(1)
    expect(limit('a', 1000)).toBeNull()
  })
})
