import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../engine/personas/settings.ts'
import { integer } from '../../../models/draws.ts'
import { createMatrix } from '../../../models/matrix.ts'
import { createRng } from '../../../models/rng.ts'
import { dayMs } from '../../../models/strengths.ts'
import { interactionsOf, type Row } from '../read/rowsOf.ts'
import { drawnLike } from './groupings.ts'
import type { Material } from './material.ts'
import { problemAt, type Moment } from './moment.ts'
import { membership, popularWithin } from './popularWithin.ts'
import { predict } from './predict.ts'

const PEOPLE = 240
const ITEMS = 60
const KINDS = 3
const NOW = 1000 * dayMs
const people = Int32Array.from({ length: PEOPLE }, (_, i) => i)
const kinds = people.map((person) => person % KINDS)

/** Everybody keeps to the 20 items of their kind, nine times in ten where they have a taste. */
function moment(seed: string, taste: boolean): Moment {
  const rng = createRng(seed)
  const bought = (from: number, n: number): Row[] => Array.from(people).flatMap((customer) => Array.from({ length: n }, () => {
    const kind = taste && rng() < 0.9 ? kinds[customer] : integer(rng, KINDS)
    return { customer, item: kind * 20 + integer(rng, 20), at: from + integer(rng, 100) * dayMs }
  }))
  return {
    before: interactionsOf(bought(NOW - 101 * dayMs, 8), PEOPLE, ITEMS), after: interactionsOf(bought(NOW, 3), PEOPLE, ITEMS), now: NOW,
    features: { columns: [], x: createMatrix(PEOPLE, 0) }, people,
  }
}

const grouped = () => membership(PEOPLE, people, kinds, KINDS)

function material(taste: boolean): Material {
  return { name: 'drawn', counts: {}, split: '', validation: moment('validation', taste), test: moment('test', taste), repeats: ['count'], halfLives: [null, 30], sensitive: [], settings: DEFAULT_SETTINGS }
}

describe('predict', () => {
  it('sees that groups of one taste say more than what is popular with all, and that random groups of their sizes do not', async () => {
    const { n, popularity, personas, random } = await predict(material(true), 'count', { validation: grouped(), test: grouped() }, null, 1)
    expect(n).toBe(PEOPLE)
    expect(personas.gain['ndcg@20'].low).toBeGreaterThan(0.1)
    expect(personas.overRandom['ndcg@20'].low).toBeGreaterThan(0.1)
    expect(random.gain['ndcg@20'].mean).toBeLessThan(0.01)
    expect(Number(personas.figures['ndcg@20']) - Number(popularity.figures['ndcg@20'])).toBeCloseTo(personas.gain['ndcg@20'].mean, 4)
  })

  it('sees no gain where groups have no taste of their own', async () => {
    const { personas } = await predict(material(false), 'count', { validation: grouped(), test: grouped() }, null, 1)
    expect(personas.gain['ndcg@20'].low).toBeLessThan(0)
    expect(personas.gain['ndcg@20'].mean).toBeLessThan(0.02)
  })
})

describe('popularWithin', () => {
  it('by hand: what all buy, times how much more the group does', async () => {
    // Group 0 bought a, a, b; group 1 bought b, c. Of all: a 2/5, b 2/5, c 1/5.
    const rows = [[0, 0], [0, 0], [0, 1], [1, 1], [1, 2]].map(([customer, item]) => ({ customer, item, at: 0 }))
    const train = interactionsOf(rows, 3, 3)
    const of = membership(3, Int32Array.of(0, 1), Int32Array.of(0, 1), 2)
    const settings = { behaviours: [1], halfLifeDays: null, tasteHalfLifeDays: null, kappa: 5, sharpness: null }
    const scorer = await popularWithin(new Map([[train, of]])).fit({ train, histories: train, now: 0 }, settings, createRng(1))
    // Shares of group 0 with 5 purchases of all beside its own 3: (2 + 2)/8, (1 + 2)/8, 1/8; all together 5 purchases.
    expect(Array.from(scorer.score(0)!.scores)).toEqual([4 / 8, 3 / 8, 1 / 8].map((share) => Math.fround(5 * share)))
    expect(scorer.score(2)).toBeNull()
    expect([...scorer.otherwise]).toEqual([0, 1, 2])
  })

  it('mixes groups by the weights, milder or sharper', async () => {
    const train = interactionsOf([{ customer: 0, item: 0, at: 0 }, { customer: 1, item: 1, at: 0 }], 2, 2)
    const weights = createMatrix(2, 2)
    weights.data.set([0.8, 0.2, 0.5, 0.5])
    const of = membership(2, Int32Array.of(0, 1), Int32Array.of(0, 1), 2, weights)
    const scoreOf = async (sharpness: number) => {
      const settings = { behaviours: [1], halfLifeDays: null, tasteHalfLifeDays: null, kappa: 0, sharpness }
      return Array.from((await popularWithin(new Map([[train, of]])).fit({ train, histories: train, now: 0 }, settings, createRng(1))).score(0)!.scores)
    }
    const ratio = ([a, b]: number[]) => a / b
    expect(ratio(await scoreOf(1))).toBeCloseTo(4, 5)
    expect(ratio(await scoreOf(2))).toBeCloseTo(16, 4)
  })
})

describe('problemAt', () => {
  const before = interactionsOf([{ customer: 0, item: 0, at: 0 }, { customer: 1, item: 1, at: 0 }], 4, 3)
  const after = interactionsOf([[0, 0], [0, 2], [1, 1], [2, 2], [3, 0]].map(([customer, item]) => ({ customer, item, at: 2 })), 4, 3)
  const at: Moment = { before, after, now: 1, features: { columns: [], x: createMatrix(3, 0) }, people: Int32Array.of(0, 1, 2) }

  it('asks those who are known and come back, with or without what they had', () => {
    const count = problemAt(at, 'count').cases
    expect([Array.from(count.customers), count.relevant.map((items) => [...items]), count.masked]).toEqual([[0, 1], [[0, 2], [1]], null])
    const { customers, relevant, masked } = problemAt(at, 'masked').cases
    expect([Array.from(customers), relevant.map((items) => [...items]), Array.from(masked!(0))]).toEqual([[0], [[2]], [0]])
  })
})

it('random groups have the sizes of the others', () => {
  const sizes = (labels: Int32Array) => Array.from({ length: KINDS }, (_, kind) => labels.filter((label) => label === kind).length)
  expect(sizes(drawnLike(kinds, 1, 0))).toEqual(sizes(kinds))
  expect(drawnLike(kinds, 1, 0)).not.toEqual(drawnLike(kinds, 1, 1))
})
