import { sampleWithout, shuffle } from '../draws.ts'
import { rowOf, type Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import { wilson } from '../wilson.ts'
import { binColumns, type Binned } from './binned.ts'
import { bestPath, chosenPaths } from './chooseRules.ts'
import { fitTree, treeDefaults, type TreeOptions } from './fitTree.ts'
import { meets, pathsOf, type Condition } from './paths.ts'

/** hits / of with its 95 % interval (Wilson 1927). */
export type Measured = { readonly share: number; readonly low: number; readonly high: number; readonly hits: number; readonly of: number }

export type Rule = {
  readonly conditions: readonly Condition[]
  readonly precision: Measured | null // of those who meet it, the share in the group; null where nobody meets it
  readonly recall: Measured | null // of the group, the share that meets it; null where nobody held out is in the group
  readonly support: Measured | null // of everybody, the share that meets it
}

/** Who belongs to a group, in a few rules. No row meets two of `rules`. All shares are of rows that were not fitted to. */
export type RuleSet = {
  readonly rules: readonly Rule[] // the rule that covers most of the group first; none where nothing tells the group apart
  readonly precision: Measured | null // of those who meet any of them
  readonly recall: Measured | null
  readonly best: Rule | null // the best single rule, which may be a shorter one than any of those
  readonly n: number // rows held out
}

export type RuleOptions = TreeOptions & {
  readonly heldOut: number // share of the rows, 0 to 1
  readonly candidates: number // thresholds tried per column, at most 254
  readonly sampleRows: number // rows from which thresholds are taken
}

const defaults: RuleOptions = { ...treeDefaults, heldOut: 0.3, candidates: 32, sampleRows: 10_000 }

/**
 * A surrogate of the clustering (Craven & Shavlik 1996) for one group against everybody else: a tree of at most three levels, read as
 * rules, and how far those can be relied on. x is n × d in the units a reader knows, NaN for missing; labels[i] === group are the members.
 * Weights count in the fit; shares count rows.
 */
export function fitRules(x: Matrix, labels: ArrayLike<number>, group: number, rng: Rng, options: Partial<RuleOptions> = {}): RuleSet {
  return fitRuleSets(x, labels, [group], rng, options)[0]
}

/** The same for several groups, which share the binned columns and the rows held out. */
export function fitRuleSets(x: Matrix, labels: ArrayLike<number>, groups: readonly number[], rng: Rng, options: Partial<RuleOptions> = {}): RuleSet[] {
  const all = { ...defaults, ...options }
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} rows.`)
  if (!(all.heldOut > 0 && all.heldOut < 1)) throw new RangeError(`A share of ${all.heldOut} cannot be held out; take one between 0 and 1.`)
  const order = shuffle(rng, Int32Array.from({ length: x.rows }, (_, i) => i))
  const heldOut = order.subarray(0, Math.round(all.heldOut * x.rows)).slice().sort()
  const fitted = order.subarray(heldOut.length).slice().sort()
  const binned = binColumns(x, sampleWithout(rng, fitted.length, all.sampleRows).map((at) => fitted[at]), all.candidates)
  return groups.map((group) => rulesOf(x, binned, Uint8Array.from(labels, (label) => (label === group ? 1 : 0)), { fitted, heldOut }, all))
}

function rulesOf(x: Matrix, binned: Binned, member: Uint8Array, rows: { fitted: Int32Array; heldOut: Int32Array }, options: RuleOptions): RuleSet {
  const root = pathsOf(fitTree(binned, member, rows.fitted, options))
  // A tree without a split has one path, which everybody meets: that is no rule.
  const chosen = chosenPaths(root).filter(({ conditions }) => conditions.length > 0).sort((a, b) => b.node.yes - a.node.yes)
  const best = bestPath(root)
  const tell = (path: { readonly conditions: readonly Condition[] }): Rule => ({ conditions: path.conditions, ...measure(x, member, rows.heldOut, [path.conditions]) })
  const { precision, recall } = measure(x, member, rows.heldOut, chosen.map(({ conditions }) => conditions))
  return { rules: chosen.map(tell), precision, recall, best: best === null ? null : tell(best), n: rows.heldOut.length }
}

/** Of the rows named, those that meet any of the rules. */
function measure(x: Matrix, member: Uint8Array, rows: Int32Array, rules: readonly (readonly Condition[])[]): Omit<Rule, 'conditions'> {
  let met = 0
  let hits = 0
  let members = 0
  for (const row of rows) {
    members += member[row]
    if (!rules.some((conditions) => meets(conditions, rowOf(x, row)))) continue
    met++
    hits += member[row]
  }
  return { precision: measured(hits, met), recall: measured(hits, members), support: measured(met, rows.length) }
}

function measured(hits: number, of: number): Measured | null {
  const interval = wilson(hits, of)
  return interval === null ? null : { share: hits / of, low: interval[0], high: interval[1], hits, of }
}
