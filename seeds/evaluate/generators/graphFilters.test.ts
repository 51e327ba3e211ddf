import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import type { Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { graphFilters } from './graphFilters.ts'

// Two tastes: items 0 to 2 and 3 to 5; customer 0 has only item 0.
const pairs = [[0, 0], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1], [3, 3], [3, 4], [3, 5], [4, 4], [4, 5]]
const train = interactionsOf(pairs.map(([customer, item]) => ({ customer, item, at: 0 })), 5, 6)
const given: Given = { train, histories: train, now: 0 }

const scoreOf = (scorer: Scorer, item: number): number => {
  const scored = scorer.score(0)
  return scored?.among.includes(item) === true ? scored.scores[item] : 0
}

describe('graph filters', () => {
  it('tries each filter, keeps the best and serves it as lists that say the same', async () => {
    const tried: number[] = []
    const judge = (scorer: Scorer): number => {
      const gap = scoreOf(scorer, 1) - scoreOf(scorer, 4)
      tried.push(gap)
      return gap
    }
    let steps = 0
    const { value, fit, settings } = await graphFilters.choose(given, () => createRng(1), judge, () => { steps++ })
    expect(steps).toBe(graphFilters.trials)
    expect(value).toBe(Math.max(...tried))
    expect(value).toBeGreaterThan(0)
    expect(settings).toHaveProperty('filter.kind')
    const scorer = await fit(given, createRng(1))
    expect(scoreOf(scorer, 1) - scoreOf(scorer, 4)).toBeCloseTo(value, 4)
    expect([...scorer.otherwise]).toHaveLength(6)
  })

  it('keeps the first when there is nobody to judge by', async () => {
    const { settings } = await graphFilters.choose(given, () => createRng(1), () => NaN, () => {})
    expect(settings).toMatchObject({ filter: { kind: 'bspm' } })
  })

  it('tries the first alone when there is no time', async () => {
    const { tried, leftOut } = await graphFilters.choose(given, () => createRng(1), () => 1, () => {}, { seconds: 0, cases: 5 })
    expect([tried, leftOut]).toEqual([1, graphFilters.trials - 1])
  })
})
