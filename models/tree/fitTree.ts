import { bestSplit, type BinSplit, type Criterion, type Growing, type Mass } from './bestSplit.ts'
import type { Binned } from './binned.ts'

/** One against the rest: a node tells how many of its rows are in the group. JSON-able. */
export type TreeNode = {
  readonly rows: number
  readonly weight: number
  readonly yes: number // weight of the rows in the group
  readonly split: Split | null // null in a leaf
}

/** A row with value ≤ threshold, or without a value where missingBelow, goes below. */
export type Split = {
  readonly column: number
  readonly threshold: number // in the column's own unit
  readonly missingBelow: boolean
  readonly below: TreeNode
  readonly above: TreeNode
}

export type TreeOptions = {
  readonly maxDepth: number
  readonly minLeaf: number // rows
  readonly criterion: Criterion
  /** A weight ≥ 0 per row of x; 1 where absent. */
  readonly weights?: ArrayLike<number>
}

export const treeDefaults: TreeOptions = { maxDepth: 3, minLeaf: 20, criterion: 'gini' }

/**
 * CART (Breiman et al. 1984) on binned columns, grown without pruning: it is at most a few levels deep and leaves are large.
 * member: 1 for rows of the group, 0 for others. Only the rows named are fitted to.
 */
export function fitTree(binned: Binned, member: ArrayLike<number>, rows: Int32Array, options: Partial<TreeOptions> = {}): TreeNode {
  const { maxDepth, minLeaf, criterion, weights } = { ...treeDefaults, ...options }
  for (const column of [member, ...(weights === undefined ? [] : [weights])]) {
    if (column.length !== binned.rows) throw new RangeError(`${column.length} values beside ${binned.rows} rows.`)
  }
  return grow({ binned, member, weights: weights ?? null, criterion, minLeaf: Math.max(1, minLeaf) }, rows, maxDepth)
}

function grow(growing: Growing, rows: Int32Array, depth: number): TreeNode {
  const whole = massOf(growing, rows)
  const found = depth > 0 && whole.yes > 0 && whole.yes < whole.weight ? bestSplit(growing, rows, whole) : null
  if (found === null) return { ...whole, split: null }
  const [below, above] = part(growing.binned, rows, found)
  return {
    ...whole,
    split: {
      column: found.column, threshold: growing.binned.thresholds[found.column][found.at], missingBelow: found.missingBelow,
      below: grow(growing, below, depth - 1), above: grow(growing, above, depth - 1),
    },
  }
}

function massOf({ member, weights }: Growing, rows: Int32Array): Mass {
  const mass = { rows: rows.length, weight: 0, yes: 0 }
  for (const row of rows) {
    const weight = weights === null ? 1 : weights[row]
    mass.weight += weight
    if (member[row] === 1) mass.yes += weight
  }
  return mass
}

function part({ bins, cols, missing }: Binned, rows: Int32Array, { column, at, missingBelow }: BinSplit): [Int32Array, Int32Array] {
  const goesBelow = (row: number) => {
    const bin = bins[row * cols + column]
    return bin === missing ? missingBelow : bin <= at
  }
  return [rows.filter(goesBelow), rows.filter((row) => !goesBelow(row))]
}
