import { describe, expect, it } from 'vitest'
import { createRng } from '../../models/rng.ts'
import { explore } from './explore.ts'

const ranked = Array.from({ length: 14 }, (_, item) => item)

describe('explore', () => {
  it('states the chance with which each item is shown', () => {
    const rng = createRng(5)
    const runs = 60_000
    const shown = new Map<number, number>()
    const said = new Map<number, number>()
    for (let run = 0; run < runs; run++) {
      for (const { item, propensity } of explore(ranked, 6, rng, 0.2)) {
        shown.set(item, (shown.get(item) ?? 0) + 1)
        said.set(item, propensity)
      }
    }
    // Eight items in the pool, three open places: 3 · 0.2 / 8.
    expect(said.get(0)).toBe(1)
    expect(said.get(5)).toBe(0.8)
    expect(said.get(6)).toBeCloseTo(0.075)
    for (const [item, propensity] of said) expect((shown.get(item) ?? 0) / runs).toBeCloseTo(propensity, 1.7)
  })
  it('shows nothing twice', () => {
    const rng = createRng(6)
    for (let run = 0; run < 500; run++) {
      const items = explore(ranked, 10, rng, 0.9).map(({ item }) => item)
      expect(new Set(items).size).toBe(10)
    }
  })
  it('has nothing to try when there is no more', () => {
    expect(explore([1, 2], 5, createRng(1), 1)).toEqual([{ item: 1, propensity: 1 }, { item: 2, propensity: 1 }])
    expect(explore([], 5, createRng(1), 1)).toEqual([])
  })
})
