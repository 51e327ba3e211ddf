import type { ItemAttributes } from '../../models/fusion/contentLists.ts'
import { sampleWithout } from '../../models/draws.ts'
import type { Interactions } from '../../models/interactions.ts'
import type { Rng } from '../../models/rng.ts'

/**
 * What a generator may look at; nothing in it comes from the part that judges. Where the data have an order but no times, a place in the
 * order counts as a day.
 */
export type Given = {
  readonly train: Interactions
  /** What the people to be judged did before. The same object as `train` where they are its customers. */
  readonly histories: Interactions
  /** The moment of the question, ms: no row of train or histories lies after it. */
  readonly now: number
  /** What is known of the items, where the data say. */
  readonly attributes?: ItemAttributes
  /** Where each customer is, of train and histories alike: 0..places−1, −1 for unknown. */
  readonly place?: Int32Array
}

/** Who is judged and by what: case c is customer customers[c] of the histories, who in truth went for relevant[c], never empty. */
export type Cases = {
  readonly customers: Int32Array
  readonly relevant: readonly ReadonlySet<number>[]
  /** Items left out of the ranking of a case; null: none. */
  readonly masked: ((at: number) => Int32Array) | null
  /** The only items ranked for a case, each once; null: all of them. */
  readonly candidates: ((at: number) => Int32Array) | null
}

export type Problem = { readonly given: Given; readonly cases: Cases }

/** The same question for at most `most` cases, drawn by rng: searches need no more. */
export function sampleCases({ given, cases }: Problem, most: number, rng: Rng): Problem {
  if (cases.customers.length <= most) return { given, cases }
  const places = sampleWithout(rng, cases.customers.length, most)
  const { masked, candidates } = cases
  return {
    given,
    cases: {
      customers: places.map((place) => cases.customers[place]),
      relevant: Array.from(places, (place) => cases.relevant[place]),
      masked: masked === null ? null : (at) => masked(places[at]),
      candidates: candidates === null ? null : (at) => candidates(places[at]),
    },
  }
}
