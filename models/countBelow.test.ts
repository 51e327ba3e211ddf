import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBelow } from './countBelow.ts'

describe('countBelow', () => {
  it('is what counting gives', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 10 }), (values, v) => {
      expect(countBelow(values.sort((a, b) => a - b), v)).toBe(values.filter((value) => value < v).length)
    }))
  })
})
