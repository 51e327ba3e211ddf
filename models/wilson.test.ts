import { describe, expect, it } from 'vitest'
import { wilson } from './wilson.ts'

describe('wilson', () => {
  it('gives the published interval of 32 in 100', () => {
    const [low, high] = wilson(32, 100) ?? [Number.NaN, Number.NaN]
    expect(low).toBeCloseTo(0.2367, 4)
    expect(high).toBeCloseTo(0.4166, 4)
  })
  it('stays within 0 and 1 at the edges', () => {
    expect(wilson(0, 10)?.[0]).toBe(0)
    expect(wilson(10, 10)?.[1]).toBe(1)
  })
  it('knows nothing of nobody', () => {
    expect(wilson(0, 0)).toBeNull()
  })
})
