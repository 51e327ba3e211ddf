import type { TreeNode } from './fitTree.ts'

/** value > above and value ≤ below, each where given; a row without a value meets it where `missing`. */
export type Condition = { readonly column: number; readonly above?: number; readonly below?: number; readonly missing: boolean }

/** A node and what leads to it: all conditions hold, one per column. */
export type Path = { readonly conditions: readonly Condition[]; readonly node: TreeNode; readonly children: readonly Path[] }

/** The whole tree as paths; the root's has no conditions. Two bounds on one column become one condition. */
export function pathsOf(node: TreeNode, conditions: readonly Condition[] = []): Path {
  if (node.split === null) return { conditions, node, children: [] }
  const { column, threshold, missingBelow, below, above } = node.split
  return {
    conditions, node,
    children: [
      pathsOf(below, narrowed(conditions, { column, below: threshold, missing: missingBelow })),
      pathsOf(above, narrowed(conditions, { column, above: threshold, missing: !missingBelow })),
    ],
  }
}

/** A later bound on the same side is the closer one: it was found among the rows that met the earlier. */
function narrowed(conditions: readonly Condition[], next: Condition): Condition[] {
  const earlier = conditions.find(({ column }) => column === next.column)
  if (earlier === undefined) return [...conditions, next]
  return conditions.map((condition) => (condition === earlier ? { ...earlier, ...next, missing: earlier.missing && next.missing } : condition))
}

export function meets(conditions: readonly Condition[], row: ArrayLike<number>): boolean {
  return conditions.every(({ column, above, below, missing }) => {
    const value = row[column]
    return Number.isNaN(value) ? missing : (above === undefined || value > above) && (below === undefined || value <= below)
  })
}
