/** How often label a of the first labeling meets label b of the second: counts[a · cols + b]. */
export type Contingency = {
  readonly rows: number
  readonly cols: number
  readonly counts: Float64Array
  readonly rowSums: Float64Array
  readonly colSums: Float64Array
}

/** Labels are whole numbers ≥ 0; `least` makes room for labels that nobody has. Throws a RangeError when the labelings differ in length. */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>, least: { readonly rows: number; readonly cols: number } = { rows: 0, cols: 0 }): Contingency {
  if (a.length !== b.length) throw new RangeError(`${a.length} labels against ${b.length}.`)
  const rows = Math.max(highest(a) + 1, least.rows)
  const cols = Math.max(highest(b) + 1, least.cols)
  const counts = new Float64Array(rows * cols)
  const rowSums = new Float64Array(rows)
  const colSums = new Float64Array(cols)
  for (let i = 0; i < a.length; i++) {
    counts[a[i] * cols + b[i]]++
    rowSums[a[i]]++
    colSums[b[i]]++
  }
  return { rows, cols, counts, rowSums, colSums }
}

function highest(labels: ArrayLike<number>): number {
  let most = -1
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] >= 0)) throw new RangeError(`Label ${labels[i]} at ${i} is below 0.`)
    most = Math.max(most, labels[i])
  }
  return most
}
