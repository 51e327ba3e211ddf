import { derive } from '../../../models/rng.ts'
import { fitRuleSets, type RuleSet } from '../../../models/tree/fitRules.ts'
import type { Rules } from './facts.ts'
import type { Gathered } from './gather.ts'

/**
 * For every group but the undetermined: two or three rules that say who belongs, in the units a person reads, measured on people they were not
 * fitted to. null where nothing tells the group apart.
 */
export function rulesOf({ columns, groups, sample }: Gathered, seed: number): (Rules | null)[] {
  const personas = Array.from({ length: groups - 1 }, (_, g) => g)
  const incomplete = columns.map((_, j) => { for (let at = j; at < sample.x.data.length; at += sample.x.cols) if (Number.isNaN(sample.x.data[at]!)) return true; return false })
  return fitRuleSets(sample.x, sample.groupOf, personas, derive(seed, 'rules')).map((found) => told(found, columns, incomplete))
}

/** `incomplete[j]`: somebody has no value of column j. */
function told({ rules, precision, recall, n }: RuleSet, columns: Gathered['columns'], incomplete: readonly boolean[]): Rules | null {
  if (rules.length === 0 || precision === null || recall === null) return null
  return {
    rules: rules.flatMap((rule) => (rule.precision === null || rule.recall === null ? [] : [{
      conditions: rule.conditions.map(({ column, above, below, missing }) => {
        const { name, label, unit } = columns[column]!
        return { column: name, label: { ...label }, unit, above: above ?? null, below: below ?? null, orUnknown: missing && incomplete[column]! }
      }),
      precision: rule.precision.share, recall: rule.recall.share,
    }])),
    precision: precision.share, recall: recall.share, people: n,
  }
}
