/** People by row and column, each in one cell, row major, whole numbers ≥ 0; the sums are published beside them. */
export type CountTable = { readonly rows: number; readonly cols: number; readonly counts: ArrayLike<number> }

/**
 * A figure of the table or its margins as a flow: everybody goes from the start into a row, from the row through a cell into a column, from
 * the column to the end, and back to the start through the grand total. What goes into a node comes out of it, and that is all that a
 * reader of the figures can calculate with.
 */
export type Figure = { readonly from: number; readonly to: number; readonly people: number }

/** Cells row by row, then row totals, column totals and the grand total. Throws a RangeError for what is no count. */
export function figuresOf({ rows, cols, counts }: CountTable): { readonly nodes: number; readonly figures: readonly Figure[] } {
  if (counts.length !== rows * cols) throw new RangeError(`${counts.length} counts for ${rows} × ${cols} cells.`)
  const start = rows + cols
  const end = start + 1
  const rowTotals = new Float64Array(rows)
  const colTotals = new Float64Array(cols)
  const figures: Figure[] = []
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const people = counts[row * cols + col]
      if (!(Number.isInteger(people) && people >= 0)) throw new RangeError(`${people} in row ${row}, column ${col} is no number of people.`)
      rowTotals[row] += people
      colTotals[col] += people
      figures.push({ from: row, to: rows + col, people })
    }
  }
  rowTotals.forEach((people, row) => figures.push({ from: start, to: row, people }))
  colTotals.forEach((people, col) => figures.push({ from: rows + col, to: end, people }))
  figures.push({ from: end, to: start, people: rowTotals.reduce((sum, people) => sum + people, 0) })
  return { nodes: end + 1, figures }
}
