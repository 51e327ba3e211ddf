import type { Binned } from './binned.ts'

export type Criterion = 'gini' | 'entropy'

/** v ≤ thresholds[column][at] goes below, and so does a missing value where missingBelow. */
export type BinSplit = { readonly column: number; readonly at: number; readonly missingBelow: boolean }

/** rows: how many; weight: theirs; yes: the weight of those in the group. */
export type Mass = { rows: number; weight: number; yes: number }

/** What is asked of every node. */
export type Growing = {
  readonly binned: Binned
  readonly member: ArrayLike<number> // 1 or 0 per row
  readonly weights: ArrayLike<number> | null
  readonly criterion: Criterion
  readonly minLeaf: number
}

/**
 * The split that lowers weight × impurity most (Breiman et al. 1984): Gini Σ p (1 − p), or entropy. Missing values are tried on both sides
 * of every threshold and stay where more is gained (Chen & Guestrin 2016, algorithm 3); where the node has none, they are sent with the
 * greater side. Ties go to the lower column, then the lower threshold. null when nothing is gained with minLeaf rows on each side.
 */
export function bestSplit(growing: Growing, rows: Int32Array, whole: Mass): BinSplit | null {
  const { binned, minLeaf } = growing
  const width = (binned.missing + 1) * 3
  const histogram = countBins(growing, rows)
  const cost = growing.criterion === 'gini' ? giniCost : entropyCost
  const before = cost(whole.yes, whole.weight)
  // What rounding alone may seem to gain.
  let best = whole.weight * 1e-12
  let found: BinSplit | null = null
  for (let column = 0; column < binned.cols; column++) {
    const from = column * width
    const lost = massAt(histogram, from + binned.missing * 3)
    const left = { rows: 0, weight: 0, yes: 0 }
    for (let at = 0; at < binned.thresholds[column].length; at++) {
      left.rows += histogram[from + at * 3]
      left.weight += histogram[from + at * 3 + 1]
      left.yes += histogram[from + at * 3 + 2]
      for (const missing of lost.rows > 0 ? [0, 1] : [0]) {
        const below = left.rows + missing * lost.rows
        const above = whole.rows - below
        if (below < minLeaf || above < minLeaf) continue
        const weight = left.weight + missing * lost.weight
        const yes = left.yes + missing * lost.yes
        const gain = before - cost(yes, weight) - cost(whole.yes - yes, whole.weight - weight)
        if (!(gain > best)) continue
        best = gain
        found = { column, at, missingBelow: lost.rows > 0 ? missing === 1 : below >= above }
      }
    }
  }
  return found
}

/** Per column and bin: rows, weight, weight in the group. */
function countBins({ binned, member, weights }: Growing, rows: Int32Array): Float64Array {
  const { cols, bins, missing } = binned
  const width = (missing + 1) * 3
  const histogram = new Float64Array(cols * width)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    const weight = weights === null ? 1 : weights[row]
    const yes = member[row] === 1 ? weight : 0
    let at = row * cols
    for (let from = 0; from < histogram.length; from += width) {
      const slot = from + bins[at++] * 3
      histogram[slot]++
      histogram[slot + 1] += weight
      histogram[slot + 2] += yes
    }
  }
  return histogram
}

function massAt(histogram: Float64Array, at: number): Mass {
  return { rows: histogram[at], weight: histogram[at + 1], yes: histogram[at + 2] }
}

/** weight · 2 p (1 − p) with p = yes / weight. */
function giniCost(yes: number, weight: number): number {
  return weight > 0 ? (2 * yes * (weight - yes)) / weight : 0
}

/** weight · (−p ln p − (1 − p) ln(1 − p)). */
function entropyCost(yes: number, weight: number): number {
  const no = weight - yes
  return (yes > 0 ? yes * Math.log(weight / yes) : 0) + (no > 0 ? no * Math.log(weight / no) : 0)
}
