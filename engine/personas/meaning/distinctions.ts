import { standardisedDifference, welchDifference } from '../../../models/effect.ts'
import { momentsOf, momentsOfRest } from '../../../models/groupMoments.ts'
import { LEAST_PEOPLE, type Distinction, type Kpi, type Told } from './facts.ts'
import type { Gathered } from './gather.ts'
import { themeOf } from './themes.ts'

/** Cohen calls 0.2 small: below, nobody would see the difference. */
const LEAST_EFFECT = 0.2
const MOST = 16

/** The columns in which a group differs from everybody else, strongest first, one of each theme. A difference between a handful of answers is chance, and not told. */
export function distinguish({ columns, plain, logged }: Pick<Gathered, 'columns' | 'plain' | 'logged'>, grp: number): Distinction[] {
  return columns.flatMap(({ name, label, unit }, j): Distinction[] => {
    const [group, rest] = [momentsOf(logged, grp, j), momentsOfRest(logged, grp, j)]
    const size = standardisedDifference(group, rest)
    if (size === null || group.n < LEAST_PEOPLE || rest.n < LEAST_PEOPLE) return []
    const { g, low, high } = size
    if (Math.abs(g) < LEAST_EFFECT || (low < 0 && high > 0)) return []
    return [{ column: name, label: { ...label }, unit, direction: g > 0 ? 'more' : 'less', effect: g, low, high, mean: momentsOf(plain, grp, j).mean, rest: momentsOfRest(plain, grp, j).mean }]
  }).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1))
    .filter((each, i, all) => all.findIndex((other) => themeOf(other.column) === themeOf(each.column)) === i).slice(0, MOST)
}

/** What a shop steers by, where it is known: the outcomes a persona may differ in. */
const OUTCOMES: readonly string[] = ['clv_365d', 'orders_next_365d', 'alive', 'revenue_365d', 'orders_365d', 'net_order_value', 'gap_days', 'return_rate', 'rating_mean', 'nps_mean', 'csat_mean',
  'first_contact_resolution', 'complaints_per_order', 'contacts_per_order', 'view_to_buy', 'mail_click_share']

export function kpisOf({ columns, plain }: Gathered, grp: number): Kpi[] {
  return OUTCOMES.flatMap((name): Kpi[] => {
    const j = columns.findIndex((column) => column.name === name)
    if (j < 0) return []
    const [group, rest] = [momentsOf(plain, grp, j), momentsOfRest(plain, grp, j)]
    const found = welchDifference(group, rest)
    if (found === null || group.n < LEAST_PEOPLE || rest.n < LEAST_PEOPLE) return []
    const { label, unit } = columns[j]!
    return [{ column: name, label: { ...label }, unit, mean: group.mean, rest: rest.mean, ...found, customers: group.n, differs: found.low > 0 || found.high < 0 }]
  })
}

/** Every column as it is told of a group, in the order of the features. */
export function toldOf({ columns, plain, logged }: Gathered, grp: number): Told[] {
  return columns.flatMap(({ name, group, label, unit, window }, j): Told[] => {
    const [own, rest] = [momentsOf(plain, grp, j), momentsOfRest(plain, grp, j)]
    if (own.n < LEAST_PEOPLE) return []
    const scaled = momentsOf(logged, grp, j)
    return [{
      column: name, group, label: { ...label }, unit, window, mean: own.mean, rest: rest.n < LEAST_PEOPLE ? null : rest.mean, customers: own.n,
      scaled: { mean: scaled.mean, deviation: Math.sqrt(scaled.variance) },
    }]
  })
}
