import type { KMeans } from './kmeans.ts'

/** JSON-able; the centres are little-endian float32 in base64, so they come back bit for bit. */
export type EncodedKMeans = {
  readonly k: number
  readonly cols: number
  readonly centres: string
  readonly inertia: number
  readonly iterations: number
  readonly converged: boolean
}

export function encodeKMeans({ centres, inertia, iterations, converged }: KMeans): EncodedKMeans {
  const bytes = new DataView(new ArrayBuffer(centres.data.length * 4))
  centres.data.forEach((value, i) => bytes.setFloat32(i * 4, value, true))
  const text = Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join('')
  return { k: centres.rows, cols: centres.cols, centres: btoa(text), inertia, iterations, converged }
}

/** Throws a RangeError when the number of centres does not fit k × cols. */
export function decodeKMeans({ k, cols, centres, inertia, iterations, converged }: EncodedKMeans): KMeans {
  const bytes = Uint8Array.from(atob(centres), (character) => character.charCodeAt(0))
  if (bytes.length !== k * cols * 4) throw new RangeError(`${bytes.length} bytes are not ${k} × ${cols} float32 values.`)
  const view = new DataView(bytes.buffer)
  const data = Float32Array.from({ length: k * cols }, (_, i) => view.getFloat32(i * 4, true))
  return { centres: { rows: k, cols, data }, inertia, iterations, converged }
}
