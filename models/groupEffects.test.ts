import { describe, expect, it } from 'vitest'
import { groupEffects } from './groupEffects.ts'
import { createMatrix, fromRows } from './matrix.ts'

describe('groupEffects', () => {
  const x = fromRows([[10, 1, 0], [12, 1, 0.5], [1, 0, 0], [3, 0, 1], [2, 1, 0]])
  const labels = [7, 7, 2, 2, 4]

  it('sets one group against all others together', () => {
    const [amount] = groupEffects(x, labels, 7)
    expect(amount!.group).toEqual({ n: 2, mean: 11, variance: 2 })
    expect(amount!.rest).toEqual({ n: 3, mean: 2, variance: 1 })
    // Pooled variance (1 · 2 + 2 · 1) / 3.
    expect(amount!.size!.d).toBeCloseTo(9 / Math.sqrt(4 / 3), 6)
  })

  it('gives shares for columns of 0 and 1 only', () => {
    const effects = groupEffects(x, labels, 7)
    expect(effects[0].share).toBeNull()
    expect(effects[1].share).toMatchObject({ group: 1, rest: 1 / 3 })
    expect(effects[1].share!.lift).toBeCloseTo(3, 12)
    expect(effects[2].share).toBeNull()
  })

  it('has no effects of a column without values', () => {
    const empty = createMatrix(4, 1)
    empty.data.fill(NaN)
    expect(groupEffects(empty, [0, 0, 1, 1], 0)[0]).toMatchObject({ size: null, share: null })
  })

  it('does not change with the unit of a column', () => {
    const scaled = fromRows([[1000, 1, 0], [1200, 1, 0.5], [100, 0, 0], [300, 0, 1], [200, 1, 0]])
    expect(groupEffects(scaled, labels, 2)[0].size!.g).toBeCloseTo(groupEffects(x, labels, 2)[0].size!.g, 6)
  })
})
