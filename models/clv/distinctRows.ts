/** Rows that differ, ascending by the first column, then the second …, each with how many customers it stands for. */
export type DistinctRows = { readonly columns: readonly Float64Array[]; readonly weight: Float64Array }

/** Equal rows become one; rows of weight 0 go. Whatever order rows come in, the result is the same. */
export function distinctRows(columns: readonly ArrayLike<number>[], weights: ArrayLike<number> | undefined): DistinctRows {
  const n = columns[0].length
  const compare = (a: number, b: number): number => {
    for (const column of columns) if (column[a] !== column[b]) return column[a] - column[b]
    return 0
  }
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(compare)
  const firsts: number[] = []
  const counts: number[] = []
  for (let at = 0, last = -1; at < n; at++) {
    const i = order[at]
    const weight = weights?.[i] ?? 1
    if (weight === 0) continue
    if (last < 0 || compare(last, i) !== 0) {
      firsts.push(i)
      counts.push(0)
      last = i
    }
    counts[counts.length - 1] += weight
  }
  return { columns: columns.map((column) => Float64Array.from(firsts, (i) => column[i])), weight: Float64Array.from(counts) }
}

/** Columns of one length and weights that are finite and not negative, or a RangeError that names the one that is not. */
export function requireColumns(columns: { readonly [name: string]: ArrayLike<number> }, weights: ArrayLike<number> | undefined): void {
  const [[first, { length }]] = Object.entries(columns)
  for (const [name, column] of Object.entries({ ...columns, ...(weights === undefined ? {} : { weights }) })) {
    if (column.length !== length) throw new RangeError(`${name} has ${column.length} values, ${first} has ${length}: one per customer.`)
    for (let i = 0; i < length; i++) if (!Number.isFinite(column[i]) || column[i] < 0) throw new RangeError(`${name} of customer ${i} is ${column[i]}: it must be a number of 0 or more.`)
  }
}
