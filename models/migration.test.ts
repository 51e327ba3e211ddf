import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestJaccard } from './jaccard.ts'
import { migrationOf } from './migration.ts'

describe('migrationOf', () => {
  //                 0 0 0 0 1 1 1 1 − 2 2
  const before = [0, 0, 0, 0, 1, 1, 1, 1, -1, 2, 2]
  const now = [0, 0, 0, -1, 0, 0, 1, 1, 1, -1, -1]
  const found = migrationOf(before, now, { before: 4, now: 2 })

  it('by hand: counts and shares, the undetermined last', () => {
    expect([found.rows, found.cols]).toEqual([5, 3])
    expect(Array.from(found.counts)).toEqual([3, 0, 1, 2, 2, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0])
    expect(Array.from(found.shares)).toEqual([0.75, 0, 0.25, 0.5, 0.5, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
  })
  it('by hand: who stayed together', () => {
    // {0,1,2,3} meets {0,1,2,4,5} by 3/6; {4,5,6,7} meets {6,7,8} by 2/5; the third is undetermined to a man; of the fourth nobody is known.
    expect(found.fates).toEqual([
      { size: 4, stayed: 3, jaccard: 0.5, closest: 0, dissolved: true },
      { size: 4, stayed: 2, jaccard: 0.4, closest: 1, dissolved: true },
      { size: 2, stayed: 0, jaccard: 0, closest: null, dissolved: true },
      { size: 0, stayed: 0, jaccard: null, closest: null, dissolved: false },
    ])
  })
  it('counts as staying who is in the group that continues theirs', () => {
    const renamed = migrationOf([0, 0, 1, 1], [1, 1, 0, 1], { before: 2, now: 2, continuedBy: [1, -1] })
    expect(renamed.fates.map(({ stayed }) => stayed)).toEqual([2, 0])
    expect(renamed.fates[0]).toMatchObject({ jaccard: 2 / 3, closest: 1, dissolved: false })
  })
  it('takes along who joined and left', () => {
    const { left, joined } = migrationOf([0], [0], { before: 1, now: 1, left: [3, 1], joined: [0, 2] })
    expect([Array.from(left), Array.from(joined)]).toEqual([[3, 1], [0, 2]])
  })
  it('finds the overlaps of bestJaccard, and rows that sum to one', () => {
    const label = fc.integer({ min: 0, max: 3 })
    fc.assert(fc.property(fc.array(fc.tuple(label, label), { minLength: 1 }), (pairs) => {
      const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
      const { fates, shares, cols } = migrationOf(a, b, { before: 4, now: 4 })
      bestJaccard(a, b).forEach((jaccard, group) => expect(fates[group].jaccard).toEqual(Number.isNaN(jaccard) ? null : jaccard))
      fates.forEach(({ size }, group) => {
        const sum = shares.slice(group * cols, (group + 1) * cols).reduce((total, share) => total + share, 0)
        expect(sum).toBeCloseTo(size > 0 ? 1 : 0, 12)
      })
    }))
  })
  it('refuses labels beyond the groups and counts that miss one', () => {
    expect(() => migrationOf([2], [0], { before: 2, now: 1 })).toThrow(/Group 2/)
    expect(() => migrationOf([0], [0], { before: 1, now: 1, left: [1] })).toThrow(/counts/)
  })
})
