import type { FeatureColumn, FeatureGroup } from '../../features/column.ts'

/** No block has more than this share of all variance … */
const MOST_OF_A_BLOCK = 2 / 3
/** … where the others have at least so many columns between them; of fewer there is nothing to drown. */
const LEAST_OF_THE_REST = 5

/**
 * Variance of each column by name. Every column weighs the same: equal weight per block let three columns of place outvote thirty others
 * (adjusted Rand .65 instead of .92 on the demo shop). But no block drowns the rest, and `weights` stretch a block's axes: a block of
 * weight 2 counts as if it lay twice as far apart.
 */
export function weighBlocks(columns: readonly FeatureColumn[], weights: Readonly<Partial<Record<FeatureGroup, number>>>): Record<string, number> {
  const ofBlock = new Map<FeatureGroup, number>()
  for (const { group } of columns) ofBlock.set(group, (ofBlock.get(group) ?? 0) + (weights[group] ?? 1) ** 2)
  const all = [...ofBlock.values()].reduce((sum, variance) => sum + variance, 0)
  return Object.fromEntries(columns.map(({ name, group }) => {
    const own = ofBlock.get(group)!
    const others = columns.filter((column) => column.group !== group).length
    const tooMuch = weights[group] === undefined && others >= LEAST_OF_THE_REST && own > MOST_OF_A_BLOCK * all
    // Shrunk until it has just that share beside what the others keep.
    const shrink = tooMuch ? (MOST_OF_A_BLOCK / (1 - MOST_OF_A_BLOCK)) * (all - own) / own : 1
    return [name, (weights[group] ?? 1) ** 2 * shrink]
  }))
}
