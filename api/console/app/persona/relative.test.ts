import { describe, expect, it } from 'vitest'
import { relative } from './relative.ts'

describe('relative', () => {
  it('is the difference as a part of what the others have, worked by hand: 187 instead of 255', () => {
    const found = relative({ rest: 255, difference: -68, low: -81.6, high: -51 })
    expect(found?.at).toBeCloseTo(-0.26667, 5)
    expect([found?.low, found?.high].map((part) => part?.toFixed(2))).toEqual(['-0.32', '-0.20'])
  })
  it('keeps the sign of the difference where the others are below zero', () => {
    expect(relative({ rest: -2, difference: 1, low: 0.5, high: 1.5 })).toEqual({ at: 0.5, low: 0.25, high: 0.75 })
  })
  it('is nothing beside nothing', () => {
    expect(relative({ rest: 0, difference: 1, low: 0, high: 2 })).toBeNull()
  })
})
