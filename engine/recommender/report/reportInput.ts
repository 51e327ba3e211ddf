import type { ItemAttributes } from '../../../models/fusion/contentLists.ts'
import type { Cases } from '../cases.ts'
import type { Grouping, PlaceGrouping } from '../itemFacts.ts'

/** As many places of a list as are judged. */
export const AT = 20
/** A slice of fewer customers proves nothing and may say too much about each of them. */
export const LEAST_CUSTOMERS = 20

/** What the ranker promised for its candidates, and whether they were bought (1) or not (0); equal lengths, any order. */
export type Chances = { readonly probabilities: Float32Array; readonly labels: Float32Array }

/** What was shown to the customers of a cut, and what is needed to look at it from several sides. */
export type ReportInput = {
  readonly cases: Cases
  /** Per case, in the order of the cases: item numbers, best first, the first 20 count. */
  readonly rankings: { readonly served: readonly ArrayLike<number>[]; readonly popularity: readonly ArrayLike<number>[] }
  /** By item number: the broadest category as a number from 0, −1 where unknown. */
  readonly category: Int32Array
  /** Words of the title, categories, price band and further attributes. */
  readonly attributes: ItemAttributes
  /** By customer number, as they were at the cut. */
  readonly personas: Grouping | null
  /** What to call the personas' keys; a key without a name goes as an earlier group. */
  readonly personaNames?: ReadonlyMap<string, string>
  readonly places: PlaceGrouping | null
  /** Null when no ranker serves. */
  readonly chances: Chances | null
  readonly seed: number
}
