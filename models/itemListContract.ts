import { describe, expect, it } from 'vitest'
import { integer, shuffle } from './draws.ts'
import { selectInteractions } from './interactions.ts'
import type { Interactions } from './interactions.ts'
import { weightOf } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'
import { decodeItemLists, encodeItemLists } from './itemListsCodec.ts'
import { createScratch, explain, scoreLists, scoreOf } from './listScorer.ts'
import { createRng } from './rng.ts'
import type { Rng } from './rng.ts'

const customers = 60
const items = 25
const neverSeen = 24
const now = Date.UTC(2024, 0, 31)

/**
 * What every generator of item lists must keep to. `fit` learns from interactions of 60 customers with items 0..23 of
 * 25 in three behaviours (view, cart, purchase).
 */
export function itemListContract(name: string, fit: (x: Interactions, now: number, rng: Rng) => ItemLists): void {
  describe(`item list contract: ${name}`, () => {
    const x = someInteractions(createRng(7))
    const lists = fit(x, now, createRng(1))
    const history = Int32Array.from([0, 3, 9])
    const weights = Float32Array.from([1, 0.5, 2])

    it('learns something, with finite weights that are not 0', () => {
      expect(lists.items).toBe(items)
      expect(lists.weights.length).toBeGreaterThan(items)
      expect(lists.weights.every((weight) => Number.isFinite(weight) && weight !== 0)).toBe(true)
    })

    it('gives the same lists under the same seed', () => {
      expect(fit(x, now, createRng(1))).toEqual(lists)
    })

    it('does not write to what it is given', () => {
      const copy = structuredClone(x)
      fit(x, now, createRng(1))
      expect(x).toEqual(copy)
    })

    it('scores the same after encode and decode', () => {
      expect(scoresOf(decodeItemLists(encodeItemLists(lists)), history, weights)).toEqual(scoresOf(lists, history, weights))
    })

    it('gives the same lists for permuted rows', () => {
      const rows = shuffle(createRng(3), Int32Array.from(x.customer, (_, row) => row))
      expect(fit(selectInteractions(x, rows), now, createRng(1))).toEqual(lists)
    })

    it('permutes its output with the items', () => {
      const place = shuffle(createRng(4), Int32Array.from({ length: items }, (_, item) => item))
      const renamed = fit({ ...x, item: x.item.map((item) => place[item]) }, now, createRng(1))
      const expected = scoresOf(lists, history, weights)
      const got = scoresOf(renamed, history.map((item) => place[item]), weights)
      for (let item = 0; item < items; item++) {
        const score = expected[item]
        if (score === null) expect(got[place[item]]).toBeNull()
        else expect(got[place[item]]).toBeCloseTo(score, 5)
      }
    })

    it('says null of what it does not know, never 0', () => {
      const scratch = createScratch(items)
      expect(scoreLists(lists, Int32Array.from([neverSeen, -1, items]), new Float32Array(3).fill(1), scratch)).toBeNull()
      expect(scoreOf(scratch, 0)).toBeNull()
      scoreLists(lists, history, weights, scratch)
      expect(scoreOf(scratch, neverSeen)).toBeNull()
      expect(weightOf(lists, 0, neverSeen)).toBeNull()
      expect(explain(lists, history, weights, neverSeen)).toBeNull()
    })

    it('explains each score as the sum of its terms', () => {
      scoresOf(lists, history, weights).forEach((score, item) => {
        const terms = explain(lists, history, weights, item)
        if (score === null) expect(terms).toBeNull()
        else expect(terms?.reduce((sum, term) => sum + term.weight, 0)).toBeCloseTo(score, 5)
      })
    })
  })
}

function scoresOf(lists: ItemLists, history: Int32Array, weights: Float32Array): (number | null)[] {
  const scratch = createScratch(lists.items)
  scoreLists(lists, history, weights, scratch)
  return Array.from({ length: lists.items }, (_, item) => scoreOf(scratch, item))
}

/** Two tastes (even and odd items), so that there is something to learn; no two rows at one moment. */
function someInteractions(rng: Rng): Interactions {
  const rows = Array.from({ length: 900 }, (_, row) => {
    const customer = integer(rng, customers)
    const item = rng() < 0.8 ? 2 * integer(rng, neverSeen / 2) + (customer % 2) : integer(rng, neverSeen)
    return { customer, item, behaviour: integer(rng, 3), at: now - row * 3_600_000 }
  })
  return {
    customers,
    items,
    customer: Int32Array.from(rows, (row) => row.customer),
    item: Int32Array.from(rows, (row) => row.item),
    behaviour: Uint8Array.from(rows, (row) => row.behaviour),
    at: Float64Array.from(rows, (row) => row.at),
  }
}
