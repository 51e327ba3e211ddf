import { floatsToText, textToFloats } from '../floatText.ts'
import { gramOfComponents, type Nmf } from './fitNmf.ts'

/** JSON-able; the components come back bit for bit. */
export type EncodedNmf = {
  readonly rank: number
  readonly cols: number
  readonly h: string
  readonly loss: number
  readonly iterations: number
  readonly converged: boolean
}

export function encodeNmf({ h, loss, iterations, converged }: Nmf): EncodedNmf {
  return { rank: h.rows, cols: h.cols, h: floatsToText(h.data), loss, iterations, converged }
}

/** Throws a RangeError when the components do not fit rank × cols. */
export function decodeNmf({ rank, cols, h, loss, iterations, converged }: EncodedNmf): Nmf {
  const components = { rows: rank, cols, data: textToFloats(h, rank, cols) }
  return { h: components, gram: gramOfComponents(components), loss, iterations, converged }
}
