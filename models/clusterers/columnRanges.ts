import type { Matrix } from '../matrix.ts'

/** Least and greatest value of each column, length d. */
export function columnRanges({ cols, data }: Matrix): { readonly low: Float32Array; readonly high: Float32Array } {
  const low = new Float32Array(cols).fill(Infinity)
  const high = new Float32Array(cols).fill(-Infinity)
  for (let at = 0; at < data.length; at++) {
    const j = at % cols
    if (data[at] < low[j]) low[j] = data[at]
    if (data[at] > high[j]) high[j] = data[at]
  }
  return { low, high }
}
