/** One row of lists while it is added up; used again for the next after clear. */
export type SparseRow = {
  readonly clear: () => void
  readonly add: (item: number, value: number) => void
  readonly set: (item: number, value: number) => void
  /** Items added to since the last clear: a view that the next add may extend. */
  readonly items: () => Int32Array
  /** Sums, valid for `items` only. */
  readonly sums: Float64Array
}

export function sparseRow(length: number): SparseRow {
  const sums = new Float64Array(length)
  const stamps = new Int32Array(length)
  const touched = new Int32Array(length)
  let round = 1
  let size = 0
  const touch = (item: number): void => {
    stamps[item] = round
    sums[item] = 0
    touched[size++] = item
  }
  return {
    clear: () => {
      round++
      size = 0
    },
    add: (item, value) => {
      if (stamps[item] !== round) touch(item)
      sums[item] += value
    },
    set: (item, value) => {
      if (stamps[item] !== round) touch(item)
      sums[item] = value
    },
    items: () => touched.subarray(0, size),
    sums,
  }
}
