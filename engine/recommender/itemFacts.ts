import type { Interactions } from '../../models/interactions.ts'
import { popularity, popularityByGroup, trend, type GroupPopularity } from '../../models/popularity.ts'
import { CART, PURCHASE, VIEW } from './behaviours.ts'
import { POPULARITY_BEHAVIOURS } from './popularitySettings.ts'

/** What is known about items at one moment, each by item number. */
export type ItemFacts = {
  readonly items: number
  /** Share of all purchases, decayed; sums to 1, or all 0 where nothing was sold. */
  readonly share: Float32Array
  /** log₂ of this fortnight's daily rate over that of the eight weeks before. */
  readonly trend: Float32Array
  /** ms of the first interaction with anybody. */
  readonly firstSeen: Float64Array
  readonly personas: GroupPopularity | null
  readonly places: GroupPopularity | null
}

/** Which group each customer belongs to, −1 for none; keys name the groups. */
export type Grouping = { readonly keys: readonly string[]; readonly of: Int32Array }

/** Regions inside countries: the first `countries` keys are countries, `of` is the finest place known, countryOf its country. */
export type PlaceGrouping = Grouping & { readonly countries: number; readonly countryOf: Int32Array }

const HALF_LIFE_DAYS = 60
/** Purchases a group needs before it looks more like itself than like everyone. */
const KAPPA = 50
const TREND = { recentDays: 14, beforeDays: 56, prior: 5 }
/** Views and carts are there before the sale: they carry a trend too. */
const TREND_BEHAVIOURS: number[] = []
TREND_BEHAVIOURS[VIEW] = 0.1
TREND_BEHAVIOURS[CART] = 0.3
TREND_BEHAVIOURS[PURCHASE] = 1

/** Facts from the rows before `now` (ms). */
export function itemFactsAt(x: Interactions, now: number, personas: Grouping | null, places: PlaceGrouping | null): ItemFacts {
  const options = { behaviours: POPULARITY_BEHAVIOURS, halfLifeDays: HALF_LIFE_DAYS }
  const mass = popularity(x, options, now)
  const total = mass.reduce((sum, value) => sum + Math.max(0, value), 0)
  const firstSeen = new Float64Array(x.items).fill(Infinity)
  for (let row = 0; row < x.item.length; row++) firstSeen[x.item[row]] = Math.min(firstSeen[x.item[row]], x.at[row])
  const byGroup = (grouping: Grouping | null) => grouping === null ? null : popularityByGroup(x, grouping.of, grouping.keys.length, KAPPA, options, now)
  return {
    items: x.items,
    share: Float32Array.from(mass, (value) => total > 0 ? Math.max(0, value) / total : 0),
    trend: trend(x, { behaviours: TREND_BEHAVIOURS, ...TREND }, now),
    firstSeen,
    personas: byGroup(personas),
    places: places === null ? null : withCountries(places, byGroup({ ...places, of: places.countryOf }), byGroup(places)),
  }
}

/** A country's shares count everybody who lives there, a region's its own people. */
function withCountries({ countries }: PlaceGrouping, wide: GroupPopularity | null, narrow: GroupPopularity | null): GroupPopularity | null {
  if (wide === null || narrow === null) return null
  const shares = narrow.shares.slice()
  shares.set(wide.shares.subarray(0, countries * wide.items))
  return { ...narrow, shares }
}
