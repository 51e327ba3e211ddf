import type { Path } from './paths.ts'

/**
 * The leaves that together describe the group best: taken by their share of the group, greatest first, as long as
 * F1 = 2 · precision · recall / (precision + recall) grows. That is the cut at half the best F1 (Lipton et al. 2014), so that a small
 * group, which is nowhere in the majority, still gets its rules. Where both sides of a split are taken, the split says nothing and goes.
 */
export function chosenPaths(root: Path): Path[] {
  const leaves = leavesOf(root).filter(({ node }) => node.yes > 0).sort((a, b) => shareIn(b) - shareIn(a))
  let yes = 0
  let weight = 0
  let best = 0
  const chosen = new Set<Path>()
  for (const leaf of leaves) {
    yes += leaf.node.yes
    weight += leaf.node.weight
    const f1 = f1Of(yes, weight, root)
    if (f1 <= best) break
    best = f1
    chosen.add(leaf)
  }
  return joined(root, chosen)
}

/** The one node, leaf or not, whose path alone has the greatest F1; null in a tree without a split. */
export function bestPath(root: Path): Path | null {
  let best: Path | null = null
  const visit = (path: Path) => {
    if (path !== root && (best === null || f1Of(path.node.yes, path.node.weight, root) > f1Of(best.node.yes, best.node.weight, root))) best = path
    path.children.forEach(visit)
  }
  visit(root)
  return best
}

function joined(path: Path, chosen: ReadonlySet<Path>): Path[] {
  if (path.children.length === 0) return chosen.has(path) ? [path] : []
  const below = path.children.map((child) => joined(child, chosen))
  const whole = below.every((paths, i) => paths.length === 1 && paths[0] === path.children[i])
  return whole ? [path] : below.flat()
}

function leavesOf(path: Path): Path[] {
  return path.children.length === 0 ? [path] : path.children.flatMap(leavesOf)
}

function shareIn({ node }: Path): number {
  return node.yes / node.weight
}

/** 2 yes / (taken + all of the group). */
function f1Of(yes: number, weight: number, root: Path): number {
  return (2 * yes) / (weight + root.node.yes)
}
