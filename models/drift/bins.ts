import { countBelow } from '../countBelow.ts'

/**
 * A column cut into bins: v lies in bin b when cuts[b − 1] < v ≤ cuts[b], in the last of them when it is above every cut; no value (NaN)
 * is a bin of its own behind those. Ascending, JSON-able: next month's values are counted without this month's.
 */
export type Bins = { readonly cuts: readonly number[] }

/**
 * Bins that each hold about the same share of the values. A value that many share fills its bin, and the others divide what is left, so
 * that a column of mostly zeros keeps bins above zero. A column of one value gets below, at and above it.
 * values: any order, NaN where there is none. Throws a RangeError for fewer than 2 bins and for an infinite value.
 */
export function fitBins(values: ArrayLike<number>, most = 10): Bins {
  if (!(most >= 2)) throw new RangeError(`A drift is seen between 2 bins at least, not ${most}.`)
  const ascending = Float64Array.from(values).filter((value) => !Number.isNaN(value)).sort()
  const n = ascending.length
  if (n === 0) return { cuts: [] }
  if (!Number.isFinite(ascending[0]) || !Number.isFinite(ascending[n - 1])) throw new RangeError('A value is infinite; say NaN where there is none.')
  if (ascending[0] === ascending[n - 1]) return { cuts: [justBelow(ascending[0]), ascending[0]] }
  const cuts: number[] = []
  for (let start = 0; cuts.length < most - 1;) {
    let last = start + Math.ceil((n - start) / (most - cuts.length)) - 1
    while (last + 1 < n && ascending[last + 1] === ascending[last]) last++
    if (last >= n - 1) break
    cuts.push(ascending[last])
    start = last + 1
  }
  return { cuts }
}

export function binsIn({ cuts }: Bins): number {
  return cuts.length + 2
}

export function binOf({ cuts }: Bins, value: number): number {
  return Number.isNaN(value) ? cuts.length + 1 : countBelow(cuts, value)
}

function justBelow(value: number): number {
  return value - Math.max(Math.abs(value), 1) * 1e-9
}
