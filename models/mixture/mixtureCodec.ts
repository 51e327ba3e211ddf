import { floatsToText, textToFloats } from '../floatText.ts'
import type { Mixture } from './fitMixture.ts'

/** JSON-able; means and variances come back bit for bit, and so do the shares, being written out. */
export type EncodedMixture = Omit<Mixture, 'shares' | 'means' | 'variances'> & {
  readonly cols: number
  readonly shares: readonly number[]
  readonly means: string
  readonly variances: string
}

export function encodeMixture({ shares, means, variances, ...rest }: Mixture): EncodedMixture {
  return { ...rest, cols: means.cols, shares: Array.from(shares), means: floatsToText(means.data), variances: floatsToText(variances.data) }
}

/** Throws a RangeError when the means or variances do not fit k × cols. */
export function decodeMixture({ cols, shares, means, variances, ...rest }: EncodedMixture): Mixture {
  const k = shares.length
  return {
    ...rest,
    shares: Float64Array.from(shares),
    means: { rows: k, cols, data: textToFloats(means, k, cols) },
    variances: { rows: k, cols, data: textToFloats(variances, k, cols) },
  }
}
