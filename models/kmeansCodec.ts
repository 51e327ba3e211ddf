import { floatsToText, textToFloats } from './floatText.ts'
import type { KMeans } from './kmeans.ts'

/** JSON-able; the centres come back bit for bit. */
export type EncodedKMeans = {
  readonly k: number
  readonly cols: number
  readonly centres: string
  readonly inertia: number
  readonly iterations: number
  readonly converged: boolean
}

export function encodeKMeans({ centres, inertia, iterations, converged }: KMeans): EncodedKMeans {
  return { k: centres.rows, cols: centres.cols, centres: floatsToText(centres.data), inertia, iterations, converged }
}

/** Throws a RangeError when the number of centres does not fit k × cols. */
export function decodeKMeans({ k, cols, centres, inertia, iterations, converged }: EncodedKMeans): KMeans {
  return { centres: { rows: k, cols, data: textToFloats(centres, k, cols) }, inertia, iterations, converged }
}
