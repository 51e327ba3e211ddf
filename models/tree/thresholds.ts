/**
 * The roundest t with low ≤ t < high: a multiple of the greatest of …, 10, 5, 1, 0.5, 0.1, … that has one there, and of those the
 * nearest to the middle. Every such t parts the same values, and a reader prefers 20 to 17.3419. Needs low < high, both finite.
 */
export function roundest(low: number, high: number): number {
  const middle = low + (high - low) / 2
  const most = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))))
  // A double has 17 digits; where even those leave nothing between, low itself parts the two.
  for (let exponent = most; exponent > most - 18; exponent--) {
    for (const part of [1, 0.5]) {
      const multiple = (times: number) => (exponent >= 0 ? times * part * 10 ** exponent : (times * part) / 10 ** -exponent)
      const step = multiple(1)
      const first = Math.ceil(low / step)
      const last = Math.ceil(high / step) - 1
      const found = multiple(Math.min(Math.max(Math.round(middle / step), first), last))
      if (first <= last && found >= low && found < high) return found
    }
  }
  return low
}

/**
 * At most `most` thresholds of a column, ascending: v ≤ t goes below. Between every two neighbouring values where there are few enough,
 * else about every (most + 1)-th quantile, given a quarter of its step to either side to find a round number.
 * ascending: the values there are, without NaN.
 */
export function candidateThresholds(ascending: ArrayLike<number>, most: number): Float64Array {
  const distinct: number[] = []
  for (let i = 0; i < ascending.length && distinct.length <= most + 1; i++) {
    if (i === 0 || ascending[i] !== ascending[i - 1]) distinct.push(ascending[i])
  }
  if (distinct.length <= most + 1) return Float64Array.from(distinct.slice(1), (value, i) => roundest(distinct[i], value))
  const found = new Set<number>()
  const place = (quantile: number) => Math.floor((quantile / (most + 1)) * (ascending.length - 1))
  for (let k = 1; k <= most; k++) {
    const low = ascending[place(k - 0.25)]
    // Where many share a value, the gap is the one above it; above the greatest there is none.
    let end = place(k + 0.25)
    while (end < ascending.length && ascending[end] === low) end++
    if (end < ascending.length) found.add(roundest(low, ascending[end]))
  }
  return Float64Array.from(found)
}
