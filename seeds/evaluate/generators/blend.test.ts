import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { contender, type Contender, type Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { blend } from './blend.ts'
import { ease } from './ease.ts'
import { ials } from './ials.ts'

const train = interactionsOf([[0, 0], [0, 1], [1, 0], [1, 1], [2, 2], [2, 3], [3, 2], [3, 3], [4, 0]].map(([customer, item]) => ({ customer, item, at: 0 })), 5, 4)
const given: Given = { train, histories: train, now: 0 }

/** Says the same of everyone but customer 9, of whom it says nothing. */
function fixed(name: string, scores: readonly number[]): Contender {
  return contender(name, {
    fit: () => ({
      score: (customer) => (customer === 9 ? null : { scores: Float32Array.from(scores), among: Int32Array.from(scores, (_, item) => item).filter((item) => scores[item] !== 0) }),
      otherwise: Int32Array.from(scores, (_, item) => item),
    }),
  }, { start: {}, questions: [] })
}

const scoreOfItem = (item: number) => (scorer: Scorer): number => scorer.score(0)?.scores[item] ?? NaN

describe('blend', () => {
  it('adds parts in units of their best, with weights that help', async () => {
    const both = blend('both', [fixed('a', [4, 2, 0, 0]), fixed('b', [0, 10, 5, 0])])
    // Item 1 is ½ of the best of a and the best of b: it gains from b as much as the grid gives.
    const { settings, value, fit } = await both.choose(given, () => createRng(1), scoreOfItem(1), () => {})
    expect(settings).toMatchObject({ a: { weight: 2.5, alone: 2 }, b: { weight: 1, alone: 10 } })
    expect(value).toBeCloseTo(2.5 / 2 + 1, 6)
    const scorer = await fit(given, createRng(1))
    const scored = scorer.score(0)
    expect([...(scored?.among ?? [])].sort()).toEqual([0, 1, 2])
    expect(scored?.scores[2]).toBeCloseTo(0.5, 6)
    expect(scorer.score(9)).toBeNull()
  })

  it('leaves out what does not help', async () => {
    const { settings } = await blend('both', [fixed('a', [4, 2, 0, 0]), fixed('b', [0, 0, 5, -3])]).choose(given, () => createRng(1), (scorer) => -Math.abs((scorer.score(0)?.scores[0] ?? 0) - 1) - Math.abs(scorer.score(0)?.scores[2] ?? 0), () => {})
    expect(settings).toMatchObject({ a: { weight: 1 }, b: { weight: 0 } })
  })
})

describe('iALS and EASE as generators', () => {
  const common = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 100 }
  const popular = { behaviours: [1], halfLifeDays: null }
  const likes = async (scorer: Scorer | Promise<Scorer>): Promise<number> => {
    const scores = (await scorer).score(4)?.scores
    return (scores?.[1] ?? NaN) - Math.max(scores?.[2] ?? NaN, scores?.[3] ?? NaN)
  }

  it('tell customer 4 of item 1, which goes with what they have', async () => {
    const fit = { ...common, dimensions: 4, unobserved: 0.1, regularisation: 0.01, frequencyExponent: 1, epochs: 10, steps: 4, deviation: 1 }
    expect(await likes(ials.fit(given, { fit, starts: 1, lists: { weight: 0, topK: 4 }, popular }, createRng(1)))).toBeGreaterThan(0.05)
    expect(await likes(ials.fit(given, { fit, starts: 2, lists: { weight: 0.5, topK: 4 }, popular }, createRng(1)))).toBeGreaterThan(0.05)
    expect(await likes(ease.fit(given, { fit: { ...common, regularisation: 1, dropout: 0, customerExponent: 0, mostItems: 10, topK: 10 }, popular }, createRng(1)))).toBeGreaterThan(0.05)
  })
})
