import { describe, expect, it } from 'vitest'
import { integer, shuffle } from '../../models/draws.ts'
import type { Interactions } from '../../models/interactions.ts'
import { computeAlone } from '../../models/parallel/alone.ts'
import { createRng, derive } from '../../models/rng.ts'
import { CART, PURCHASE, VIEW } from './behaviours.ts'
import { casesAt, type Cases } from './cases.ts'
import { fitRecipe } from './fitRecipe.ts'
import { readHistories } from './histories.ts'
import { itemFactsAt } from './itemFacts.ts'
import { groundOf } from './parts.ts'
import { STARTS } from './partQuestions.ts'
import { looker, type Moment } from './rankerLook.ts'
import { START_READINGS, type Recipe } from './recipe.ts'

const DAY = 86_400_000
const CUT = 200 * DAY
const ITEMS = 40
const GROUPS = { keys: ['a', 'b'], of: Int32Array.from({ length: 120 }, (_, customer) => customer % 2) }
const PLACES = { ...GROUPS, countries: 2, countryOf: GROUPS.of }
const recipe: Recipe = {
  readings: START_READINGS, bought: 'keep', projection: null, context: { everybody: 1, persona: 1, place: 1, halfLifeDays: 30, exponent: 0.5, growth: 0.5 },
  parts: [STARTS.own, STARTS.cooccurrence, STARTS.transitions, STARTS.graphFilter, STARTS.ease].map((settings) => ({ settings, weight: 1 })),
}

function shop(): Interactions {
  const rng = createRng(5)
  const rows: [number, number, number, number][] = []
  for (let customer = 0; customer < 120; customer++) {
    for (let at = integer(rng, 20 * DAY); at < 260 * DAY; at += 3 * DAY + integer(rng, 20 * DAY)) {
      const item = (customer % 4) + 4 * integer(rng, 10)
      rows.push([customer, item, VIEW, at], [customer, item, CART, at + 60_000], [customer, item, PURCHASE, at + 120_000])
    }
  }
  const column = (k: number) => rows.map((row) => row[k])
  return { customers: 120, items: ITEMS, customer: Int32Array.from(column(0)), item: Int32Array.from(column(1)), behaviour: Uint8Array.from(column(2)), at: Float64Array.from(column(3)) }
}

const casesOf = (x: Interactions) => casesAt(x, CUT, Infinity, 120, derive(1, 'cases'))

function momentOf(cases: Cases): Moment {
  const facts = itemFactsAt(cases.known, CUT, GROUPS, PLACES)
  const served = fitRecipe(groundOf(cases.known, CUT, 1, computeAlone()), recipe, facts, null)
  return {
    cases, facts, catalogue: { price: new Float32Array(ITEMS).fill(9), category: Int32Array.from({ length: ITEMS }, (_, item) => item % 4) },
    fitted: { served, histories: readHistories(cases.histories, recipe.readings, cases.moments), recipe, personas: GROUPS, places: PLACES },
  }
}

/** Items of the rows in question dealt out anew among them; times stay. */
function dealt(x: Interactions, asked: (row: number) => boolean): Interactions {
  const rows = Int32Array.from(x.item, (_, row) => row).filter(asked)
  const order = shuffle(createRng(9), rows.slice())
  const item = x.item.slice()
  rows.forEach((row, k) => { item[row] = x.item[order[k]] })
  return { ...x, item }
}

describe('what the ranker looks at', { timeout: 60_000 }, () => {
  const x = shop()
  const cases = casesOf(x)
  const looks = (moment: Moment) => Array.from(moment.cases.customers, (_, at) => looker(moment)(at))
  const before = looks(momentOf(cases))

  it('does not change when the future is shuffled', () => {
    const future = dealt(x, (row) => x.at[row] >= cases.moments[x.customer[row]])
    const then = casesOf(future)
    expect(then.bought).not.toEqual(cases.bought)
    expect(then.customers).toEqual(cases.customers)
    expect(looks(momentOf(then))).toEqual(before)
  })

  it('changes when the past is (so that the proof above proves something)', () => {
    const past = dealt(x, (row) => x.at[row] < CUT)
    expect(looks(momentOf(casesOf(past)))).not.toEqual(before)
  })
})
