/** How often each item stands among the first k of anyone's ranking. Length items. */
export function exposure(rankings: Iterable<ArrayLike<number>>, items: number, k: number): Float64Array {
  const shown = new Float64Array(items)
  for (const ranked of rankings) {
    for (let place = 0; place < Math.min(k, ranked.length); place++) shown[ranked[place]]++
  }
  return shown
}

/**
 * Gini index Σ_r (2r − n − 1) · x₍ᵣ₎ / (n · Σ x), x₍₁₎ ≤ … ≤ x₍ₙ₎: 0 where all items are shown alike, 1 − 1/n where one takes all.
 * Items never shown count. Null when nothing was shown.
 */
export function gini(counts: ArrayLike<number>): number | null {
  const n = counts.length
  const ascending = Float64Array.from(counts).sort()
  let sum = 0
  let ranked = 0
  for (let r = 1; r <= n; r++) {
    sum += ascending[r - 1]
    ranked += (2 * r - n - 1) * ascending[r - 1]
  }
  return sum === 0 ? null : ranked / (n * sum)
}

/** Shannon's entropy −Σ p log₂ p of the shares, in bits: 0 for one item, log₂ n for n alike (Shani & Gunawardana 2011, eq. 21). Null of nothing. */
export function entropy(counts: ArrayLike<number>): number | null {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]
  if (sum === 0) return null
  let bits = 0
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) bits -= (counts[i] / sum) * Math.log2(counts[i] / sum)
  return bits
}

/**
 * Personalisation: mean over pairs of lists of 1 − |A ∩ B| / √(|A| · |B|), the cosine of what they hold. 0: everybody sees the same.
 * O(lists · k), since the sum over pairs is (‖Σ â‖² − n) / 2 for lists â of length 1. Null with fewer than two lists that hold anything.
 */
export function personalisation(rankings: Iterable<ArrayLike<number>>, items: number, k: number): number | null {
  const sum = new Float64Array(items)
  let n = 0
  for (const ranked of rankings) {
    const length = Math.min(k, ranked.length)
    if (length === 0) continue
    n++
    for (let place = 0; place < length; place++) sum[ranked[place]] += 1 / Math.sqrt(length)
  }
  if (n < 2) return null
  return 1 - (sum.reduce((total, value) => total + value * value, 0) - n) / (n * (n - 1))
}
