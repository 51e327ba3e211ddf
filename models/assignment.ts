/** rows × cols costs, row major; a Matrix will do. */
export type Costs = { readonly rows: number; readonly cols: number; readonly data: ArrayLike<number> }

/**
 * Linear sum assignment: pairs rows with columns, each at most once, min(rows, cols) pairs, of least total cost (or
 * greatest total value). Shortest augmenting paths with dual prices (Jonker & Volgenant 1987; the rectangular form of
 * Crouse 2016, Algorithm 1), O(min² · max).
 *
 * Returns for each row its column, −1 for a row left over. Throws a RangeError when a cost is not finite.
 */
export function solveAssignment(costs: Costs, goal: 'minimise' | 'maximise' = 'minimise'): Int32Array {
  const bad = Array.prototype.findIndex.call(costs.data, (cost: number) => !Number.isFinite(cost))
  if (bad >= 0) throw new RangeError(`The cost at ${bad} is ${costs.data[bad]}; costs must be finite.`)
  const sign = goal === 'minimise' ? 1 : -1
  const { rows, cols, data } = costs
  if (rows <= cols) return augment(rows, cols, (i, j) => sign * data[i * cols + j])
  const rowOfCol = augment(cols, rows, (i, j) => sign * data[j * cols + i])
  const colOfRow = new Int32Array(rows).fill(-1)
  rowOfCol.forEach((row, col) => { colOfRow[row] = col })
  return colOfRow
}

/** Σ of the costs of the pairs that an assignment makes. */
export function assignmentCost({ cols, data }: Costs, colOfRow: Int32Array): number {
  return colOfRow.reduce((sum, col, row) => (col < 0 ? sum : sum + data[row * cols + col]), 0)
}

/** Every one of n rows gets one of m ≥ n columns. */
function augment(n: number, m: number, cost: (i: number, j: number) => number): Int32Array {
  const rowPrice = new Float64Array(n)
  const colPrice = new Float64Array(m)
  const colOfRow = new Int32Array(n).fill(-1)
  const rowOfCol = new Int32Array(m).fill(-1)
  for (let start = 0; start < n; start++) {
    const shortest = new Float64Array(m).fill(Infinity)
    const cameFrom = new Int32Array(m).fill(-1)
    const rowSeen = new Uint8Array(n)
    const colSeen = new Uint8Array(m)
    let row = start
    let length = 0
    let sink = -1
    while (sink < 0) {
      rowSeen[row] = 1
      let next = -1
      for (let j = 0; j < m; j++) {
        if (colSeen[j] === 1) continue
        const path = length + cost(row, j) - rowPrice[row] - colPrice[j]
        if (path < shortest[j]) {
          shortest[j] = path
          cameFrom[j] = row
        }
        // Among equal paths a free column ends the search.
        if (next < 0 || shortest[j] < shortest[next] || (shortest[j] === shortest[next] && rowOfCol[j] < 0)) next = j
      }
      length = shortest[next]
      colSeen[next] = 1
      if (rowOfCol[next] < 0) sink = next
      else row = rowOfCol[next]
    }
    for (let i = 0; i < n; i++) {
      if (rowSeen[i] === 0) continue
      rowPrice[i] += i === start ? length : length - shortest[colOfRow[i]]
    }
    for (let j = 0; j < m; j++) if (colSeen[j] === 1) colPrice[j] -= length - shortest[j]
    for (let col = sink; ;) {
      const from = cameFrom[col]
      const freed = colOfRow[from]
      rowOfCol[col] = from
      colOfRow[from] = col
      if (from === start) break
      col = freed
    }
  }
  return colOfRow
}
