import { quantile } from '../quantile.ts'

/** Bands of equal count, coarse and fine: near prices share both, those a little apart the coarse one. */
const BANDS = [5, 12] as const

/**
 * Names of the price bands per price; none where the price is unknown (null, NaN) or negative. Bands end at quantiles, which are the same of
 * prices and of their logarithms. Equal prices share all their bands.
 */
export function priceBands(prices: readonly (number | null)[]): string[][] {
  const known = prices.filter((price) => price !== null && price >= 0) as number[]
  const ascending = Float64Array.from(known).sort()
  const scales = BANDS.map((bands) => Float64Array.from({ length: bands - 1 }, (_, k) => quantile(ascending, (k + 1) / bands)))
  return prices.map((price) => (price === null || !(price >= 0) ? [] : scales.map((ends, k) => `price ${BANDS[k]}:${ends.filter((end) => end < price).length}`)))
}
