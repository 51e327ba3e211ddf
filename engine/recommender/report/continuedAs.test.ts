import { describe, expect, it } from 'vitest'
import { continuedAs } from './continuedAs.ts'

describe('continuedAs', () => {
  it('pairs groups that share half of their people', () => {
    const then = { keys: ['0', '1', '2'], of: Int32Array.from([0, 0, 0, 1, 1, 2, 2, -1]) }
    const today = { keys: ['a', 'b'], of: Int32Array.from([1, 1, 0, 0, 0, 0, -1, 1]) }
    // 0 and b: {0, 1} of {0, 1, 2}; 1 and a: {3, 4} of {2, 3, 4, 5}.
    expect([...continuedAs(then, today)]).toEqual([['0', 'b'], ['1', 'a']])
  })

  it('names nothing after a group of other people', () => {
    expect(continuedAs({ keys: ['0'], of: Int32Array.from([0, 0, 0, -1]) }, { keys: ['a', 'b', 'c'], of: Int32Array.from([0, 1, 2, 0]) }).size).toBe(0)
    expect(continuedAs({ keys: ['0'], of: Int32Array.from([0]) }, { keys: [], of: Int32Array.from([-1]) }).size).toBe(0)
  })
})
