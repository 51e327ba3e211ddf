import type { Interactions } from '../../../models/interactions.ts'
import { rowOf, type Matrix } from '../../../models/matrix.ts'
import { popularity, popularityByGroup, type PopularityOptions } from '../../../models/popularity.ts'
import type { Generator, Search } from '../generator.ts'
import { bestFirst } from '../generators/popular.ts'

/** Who belongs to which group at a moment. */
export type Membership = {
  readonly groups: number
  /** Row of each customer among those grouped; −1 for who is not. */
  readonly rowOf: Int32Array
  /** Group of each customer; −1 for none, as the undetermined. */
  readonly groupOf: Int32Array
  /** How much each row belongs to each group, every row summing to 1; null where people belong to one alone. */
  readonly weights: Matrix | null
}

/** `people` are the customer numbers of the rows that labels and weights speak of. */
export function membership(customers: number, people: Int32Array, labels: Int32Array, groups: number, weights: Matrix | null = null): Membership {
  const rowOf = new Int32Array(customers).fill(-1)
  people.forEach((customer, row) => { rowOf[customer] = row })
  return { groups, rowOf, groupOf: rowOf.map((row) => (row < 0 ? -1 : labels[row])), weights }
}

export type WithinSettings = PopularityOptions & {
  /** How many purchases everybody's popularity weighs in a group's own (see popularityByGroup). */
  readonly kappa: number
  /** Half-life of what sets a group apart, days; null for none. Tastes last longer than fashions. */
  readonly tasteHalfLifeDays: number | null
  /**
   * Ranked by the mix of all groups by how much somebody belongs to each, Σ_g w_g^s · lift_g: with s below 1 it is milder than the weights w, above
   * sharper. Null: by the own group alone.
   */
  readonly sharpness: number | null
}

/** A weight below this moves nothing. */
const LEAST_WEIGHT = 1e-3

/**
 * What is popular with all, times how much more a group goes for it: score_i = popularity_i · share_gi / share_i, with shares drawn towards
 * everybody's. Where both have one half-life, that ranks by what is popular in the group. Who is in none is given what all are. Groups are
 * found by the purchases they were made from.
 */
export function popularWithin(grouped: ReadonlyMap<Interactions, Membership>): Generator<WithinSettings> {
  return {
    fit: ({ train, now }, settings) => {
      const { behaviours, kappa, sharpness, tasteHalfLifeDays } = settings
      const all = popularity(train, settings, now)
      const own = grouped.get(train)
      const taste = { behaviours, halfLifeDays: tasteHalfLifeDays }
      const within = own === undefined ? null : popularityByGroup(train, own.groupOf, own.groups, kappa, taste, now)
      if (own === undefined || within === null) throw new RangeError('Nobody was grouped by these purchases.')
      const { items, groups } = within
      const total = popularity(train, taste, now)
      const mass = total.reduce((sum, value) => sum + value, 0)
      const scores = within.shares.map((share, at) => (total[at % items] > 0 ? all[at % items] * share / (total[at % items] / mass) : 0))
      const among = Int32Array.from({ length: items }, (_, item) => item)
      const mixed = new Float32Array(items)
      const mix = (weights: Float32Array, s: number): Float32Array => {
        mixed.fill(0)
        for (let group = 0; group < groups; group++) {
          // Only the order counts, so they needn't sum to 1.
          const weight = weights[group] ** s
          const from = group * items
          if (weight >= LEAST_WEIGHT) for (let item = 0; item < items; item++) mixed[item] += weight * scores[from + item]
        }
        return mixed
      }
      return {
        otherwise: bestFirst(Float32Array.from(all)),
        score: (customer) => {
          const row = own.rowOf[customer]
          if (sharpness !== null && own.weights !== null && row >= 0) return { scores: mix(rowOf(own.weights, row), sharpness), among }
          const group = own.groupOf[customer]
          return group < 0 ? null : { scores: scores.subarray(group * items, (group + 1) * items), among }
        },
      }
    },
  }
}

/** What is chosen at the earlier moment, beside a half-life of popularity that is chosen already. */
export function withinSearch(popular: PopularityOptions, soft: boolean): Search<WithinSettings> {
  return {
    start: { ...popular, tasteHalfLifeDays: null, kappa: 1000, sharpness: null },
    questions: [
      { name: 'mix of groups', answers: (s) => (soft ? [1, 2, 0.5].map((sharpness) => ({ ...s, sharpness })) : []) },
      { name: 'weight of what is popular with all', answers: (s) => [300, 3000, 10_000, 30_000].map((kappa) => ({ ...s, kappa })) },
      { name: 'half-life of taste', answers: (s) => (s.halfLifeDays === null ? [] : [{ ...s, tasteHalfLifeDays: s.halfLifeDays }]) },
    ],
  }
}
