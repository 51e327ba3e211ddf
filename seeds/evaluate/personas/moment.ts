import type { FeatureMatrix } from '../../../engine/features/computeFeatures.ts'
import type { Interactions } from '../../../models/interactions.ts'
import type { Problem } from '../problem.ts'
import { collaborative, judgedBy } from '../splits/collaborative.ts'
import { itemsOf } from '../splits/itemsOf.ts'

export type Features = Pick<FeatureMatrix, 'columns' | 'x'>

/** What is known at a moment and of whom, and what they went for next. Nothing of `before` and `features` comes from after it. */
export type Moment = {
  readonly before: Interactions
  readonly after: Interactions
  /** The moment, ms. */
  readonly now: number
  readonly features: Features
  /** Customer number of each row of the features. */
  readonly people: Int32Array
}

/** Whether what somebody had before is ranked and counts again, or is left out of the ranking and of what is to be found. */
export type Repeats = 'count' | 'masked'

/** Everybody with a row of features, with something before and something after, is asked what comes next. */
export function problemAt({ before, after, now, people }: Moment, repeats: Repeats): Problem {
  const given = { train: before, histories: before, now }
  const had = itemsOf(before)
  const next = itemsOf(after)
  const known = new Set(people)
  const wanted = (customer: number): Int32Array => {
    if (!known.has(customer) || had(customer).length === 0) return new Int32Array(0)
    if (repeats === 'count') return next(customer)
    const own = new Set(had(customer))
    return next(customer).filter((item) => !own.has(item))
  }
  const { customers, relevant } = judgedBy(wanted, before.customers)
  return repeats === 'masked' ? collaborative(given, customers, relevant) : { given, cases: { customers, relevant, masked: null, candidates: null } }
}
