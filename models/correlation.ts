/**
 * Pearson's correlation of paired values, −1…1, each pair weighted (1 where absent). Means are carried along (Welford 1962; West 1979), so that large ones
 * cost no digits. null where either has no spread: then nothing is known.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>, weights?: ArrayLike<number>): number | null {
  if (a.length !== b.length) throw new RangeError(`Paired values differ in number: ${a.length} and ${b.length}.`)
  let [n, meanA, meanB, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const weight = weights?.[i] ?? 1
    if (weight === 0) continue
    n += weight
    const [fromA, fromB] = [a[i] - meanA, b[i] - meanB]
    meanA += (weight / n) * fromA
    meanB += (weight / n) * fromB
    aa += weight * fromA * (a[i] - meanA)
    bb += weight * fromB * (b[i] - meanB)
    ab += weight * fromA * (b[i] - meanB)
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}
