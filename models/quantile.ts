/**
 * The p-quantile of ascending values by linear interpolation (type 7 of Hyndman & Fan 1996, as in R and NumPy).
 * NaN without values.
 */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  if (ascending.length === 0) return NaN
  const position = (ascending.length - 1) * p
  const below = Math.floor(position)
  const low = ascending[below]
  const high = ascending[Math.min(below + 1, ascending.length - 1)]
  return low + (position - below) * (high - low)
}
