import { solveAssignment } from '../../../models/assignment.ts'
import type { Grouping } from '../itemFacts.ts'

/** Half of all who are in either are in both: then it is the same group. */
const SAME_FROM = 0.5

/**
 * Earlier groups under the keys of today's, by earlier key: the pairing of greatest total Jaccard over people in a group of both, kept where
 * it reaches a half. An earlier group that none of today's continues has no entry. Both number the same customers.
 */
export function continuedAs(then: Grouping, today: Grouping): ReadonlyMap<string, string> {
  const [rows, cols] = [then.keys.length, today.keys.length]
  const both = new Float64Array(rows * cols)
  const [before, after] = [new Float64Array(rows), new Float64Array(cols)]
  then.of.forEach((group, customer) => {
    const now = today.of[customer]
    if (group < 0 || now < 0) return
    both[group * cols + now]++
    before[group]++
    after[now]++
  })
  const jaccard = both.map((shared, at) => {
    const either = before[Math.floor(at / cols)] + after[at % cols] - shared
    return either > 0 ? shared / either : 0
  })
  const pairs = solveAssignment({ rows, cols, data: jaccard }, 'maximise')
  return new Map(then.keys.flatMap((key, group): [string, string][] => {
    const now = pairs[group]
    return now >= 0 && jaccard[group * cols + now] >= SAME_FROM ? [[key, today.keys[now]]] : []
  }))
}
