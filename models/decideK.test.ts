import { describe, expect, it } from 'vitest'
import { decideK, type KRow } from './decideK.ts'

function row(k: number, silhouette: number, stability: number, weakest = stability, largeEnough = true): KRow {
  return { k, silhouette, stability, weakest, largeEnough, inertia: 10 / k, agreement: stability, smallestShare: 0.1, gap: NaN, gapError: NaN }
}

describe('decideK', () => {
  it.each([
    ['the stable k with the best silhouette', [row(2, 0.2, 0.9), row(5, 0.2, 0.9), row(7, 0.3, 0.9), row(9, 0.2, 0.9)], 7, 'stable-and-distinct'],
    ['the finer of two about as distinct', [row(6, 0.106, 0.98), row(7, 0.104, 0.88)], 7, 'stable-and-distinct'],
    ['not the finer when clearly less distinct', [row(6, 0.106, 0.98), row(7, 0.09, 0.88)], 6, 'stable-and-distinct'],
    ['not an unstable k, however distinct', [row(3, 0.3, 0.9), row(4, 0.6, 0.74)], 3, 'stable-and-distinct'],
    ['not a k with one dissolving cluster', [row(3, 0.3, 0.9), row(4, 0.6, 0.9, 0.5)], 3, 'stable-and-distinct'],
    ['not a k with a tiny cluster', [row(3, 0.3, 0.9), row(4, 0.6, 0.9, 0.9, false)], 3, 'stable-and-distinct'],
    ['iris: 3 though the silhouette prefers 2', [row(2, 0.681, 0.99), row(3, 0.553, 0.95), row(4, 0.498, 0.85), row(5, 0.489, 0.85)], 3, 'stable-and-distinct'],
    ['two groups that are far more distinct', [row(2, 0.8, 0.99), row(3, 0.35, 0.9)], 2, 'two-groups'],
    ['two groups when nothing finer is stable', [row(2, 0.3, 0.9), row(3, 0.3, 0.5)], 2, 'two-groups'],
    ['the least bad when nothing is stable', [row(2, 0.1, 0.4), row(3, 0.2, 0.5), row(4, 0.21, 0.3)], 3, 'nothing-stable'],
    ['the least bad of any size when all are too small', [row(2, 0.1, 0.4, 0.4, false), row(3, 0.2, 0.5, 0.5, false)], 3, 'nothing-stable'],
    ['not a k that came out as one group', [row(2, NaN, 1, 0, false), row(3, 0.2, 0.5, 0.5, false)], 3, 'nothing-stable'],
  ] as const)('takes %s', (_, table, k, reason) => {
    expect(decideK(table)).toEqual({ k, reason })
    expect(decideK(table.toReversed())).toEqual({ k, reason })
  })

  it('refuses an empty table', () => {
    expect(() => decideK([])).toThrow('no k to choose from')
  })
})
