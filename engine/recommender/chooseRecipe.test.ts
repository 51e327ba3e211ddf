import { describe, expect, it } from 'vitest'
import { createRng, derive } from '../../models/rng.ts'
import { integer } from '../../models/draws.ts'
import type { Interactions } from '../../models/interactions.ts'
import { computeAlone } from '../../models/parallel/alone.ts'
import { DISLIKED, LIKED, PURCHASE, VIEW } from './behaviours.ts'
import { casesAt } from './cases.ts'
import { chooseRecipe } from './chooseRecipe.ts'
import { itemFactsAt } from './itemFacts.ts'
import { secondsOf, sizeOf } from './partCosts.ts'
import { groundOf } from './parts.ts'
import { STARTS } from './partQuestions.ts'

const DAY = 86_400_000
const ITEMS = 60
const CUT = 300 * DAY

/** 240 customers who keep to one of six tastes and come about every ten days; `next`: each purchase is followed by the next item of the taste. */
function shop(next: boolean): Interactions {
  const rng = createRng(3)
  const rows: [number, number, number, number][] = []
  for (let customer = 0; customer < 240; customer++) {
    let step = integer(rng, 10)
    for (let at = integer(rng, 10 * DAY); at < 400 * DAY; at += 5 * DAY + integer(rng, 10 * DAY)) {
      step = next ? step + 1 : integer(rng, 10)
      const item = (customer % 6) + 6 * (step % 10)
      rows.push([customer, item, VIEW, at], [customer, item, PURCHASE, at + 60_000])
    }
  }
  const column = (k: number) => rows.map((row) => row[k])
  return { customers: 240, items: ITEMS, customer: Int32Array.from(column(0)), item: Int32Array.from(column(1)), behaviour: Uint8Array.from(column(2)), at: Float64Array.from(column(3)) }
}

/** Half of what they buy is of their taste, which only their ratings, if they say any, tell from the rest. */
function ratedShop(ratings: boolean): Interactions {
  const rng = createRng(4)
  const rows: [number, number, number, number][] = []
  for (let customer = 0; customer < 240; customer++) {
    for (let at = integer(rng, 40 * DAY); at < 400 * DAY; at += 30 * DAY + integer(rng, 40 * DAY)) {
      const item = integer(rng, 2) === 0 ? (customer % 6) + 6 * integer(rng, 10) : integer(rng, ITEMS)
      rows.push([customer, item, PURCHASE, at])
      if (ratings) rows.push([customer, item, item % 6 === customer % 6 ? LIKED : DISLIKED, at + DAY])
    }
  }
  const column = (k: number) => rows.map((row) => row[k])
  return { customers: 240, items: ITEMS, customer: Int32Array.from(column(0)), item: Int32Array.from(column(1)), behaviour: Uint8Array.from(column(2)), at: Float64Array.from(column(3)) }
}

function choosing(x: Interactions) {
  const cases = casesAt(x, CUT, Infinity, 200, derive(1, 'cases'))
  return { cases, ground: groundOf(cases.known, CUT, 1, computeAlone()), facts: itemFactsAt(cases.known, CUT, null, null), personas: null, places: null, popularHalfLifeDays: null }
}

const heard = async () => {}

describe('choosing a recipe', { timeout: 60_000 }, () => {
  it('finds what comes next where the order says it, and says what each trial was worth', async () => {
    const { recipe, trials, 'ndcg@20': worth } = await chooseRecipe(choosing(shop(true)), 30, heard)
    expect(recipe.parts.map(({ settings }) => settings.generator)).toContain('transitions')
    const alone = trials.find(({ part }) => part === 'context')
    expect(worth).toBeGreaterThan(3 * (alone?.['ndcg@20'] ?? 1))
    for (const trial of trials) expect(trial['ndcg@20']).toBeGreaterThanOrEqual(0)
  })

  it('makes the same choice of the same shop', async () => {
    const first = await chooseRecipe(choosing(shop(false)), 30, heard)
    expect(await chooseRecipe(choosing(shop(false)), 30, heard)).toEqual(first)
  })

  it('leaves out what the budget has no room for, and stays within it', async () => {
    const given = choosing(shop(false))
    const { left, seconds, recipe } = await chooseRecipe(given, 0.15, heard)
    expect(left.length).toBeGreaterThan(0)
    expect(seconds.planned).toBeLessThanOrEqual(0.2)
    for (const { settings } of recipe.parts) expect(left).not.toContain(settings.generator)
  })
})

describe('ratings', { timeout: 60_000 }, () => {
  it('are asked about where there are any, and count where they tell the taste', async () => {
    const told = await chooseRecipe(choosing(ratedShop(true)), 30, heard)
    const silent = await chooseRecipe(choosing(ratedShop(false)), 30, heard)
    const asked = ({ trials }: typeof told) => trials.filter(({ question }) => question.startsWith('ratings')).length
    expect([asked(told) > 0, asked(silent)]).toEqual([true, 0])
    expect(told.recipe.readings.taste.behaviours[LIKED].source).toBeGreaterThan(0)
    expect(told.recipe.readings.taste.behaviours[DISLIKED].source).toBeLessThan(0)
    expect(told['ndcg@20']).toBeGreaterThan(1.1 * silent['ndcg@20'])
  })
})

describe('the plan', () => {
  it('asks more of a larger shop, for every generator', () => {
    const size = sizeOf(shop(false), 100)
    const larger = { events: 10 * size.events, customers: 10 * size.customers, items: 10 * size.items, entries: 10 * size.entries, pairs: 10 * size.pairs }
    for (const settings of Object.values(STARTS)) expect(secondsOf(settings, larger)).toBeGreaterThan(5 * secondsOf(settings, size))
  })

  it('counts the pairs of a history up to the most that count', () => {
    const x = { customers: 2, items: 3, customer: Int32Array.of(0, 0, 0, 1), item: Int32Array.of(0, 1, 2, 2), behaviour: new Uint8Array(4), at: new Float64Array(4) }
    expect(sizeOf(x, 2)).toEqual({ events: 4, customers: 2, items: 3, entries: 3, pairs: 5 })
  })
})
