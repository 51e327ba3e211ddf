import { describe, expect, it } from 'vitest'
import { fromRows, rowOf, selectRows } from './matrix.ts'

describe('matrix', () => {
  const x = fromRows([[1, 2], [3, 4], [5, 6]])

  it('lays rows one after the other', () => {
    expect(Array.from(x.data)).toEqual([1, 2, 3, 4, 5, 6])
    expect(Array.from(rowOf(x, 1))).toEqual([3, 4])
  })

  it('selects rows in the order asked for, also twice, as a copy', () => {
    const selected = selectRows(x, [2, 0, 2])
    rowOf(selected, 0)[0] = 99
    expect(Array.from(selected.data)).toEqual([99, 6, 1, 2, 5, 6])
    expect(rowOf(x, 2)[0]).toBe(5)
  })

  it('refuses rows of different lengths', () => {
    expect(() => fromRows([[1, 2], [3]])).toThrow('Row 1 has 1 values, row 0 has 2.')
  })
})
