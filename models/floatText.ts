/** Numbers as little-endian float32 in base64: JSON-able, and back bit for bit. */
export function floatsToText(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 4))
  values.forEach((value, i) => bytes.setFloat32(i * 4, value, true))
  return btoa(Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join(''))
}

/** Throws a RangeError when there are not rows × cols of them. */
export function textToFloats(text: string, rows: number, cols: number): Float32Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  if (bytes.length !== rows * cols * 4) throw new RangeError(`${bytes.length} bytes are not ${rows} × ${cols} float32 values.`)
  const view = new DataView(bytes.buffer)
  return Float32Array.from({ length: rows * cols }, (_, i) => view.getFloat32(i * 4, true))
}
