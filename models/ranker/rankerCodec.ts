import type { Platt } from './platt.ts'
import type { Layer, Ranker, Training } from './ranker.ts'

const magic = 0x4b52544c // "LTRK"
const version = 1
const headerBytes = 12 // magic, version, bytes of the description

/** What is small and named is JSON, the weights are float32: header | description | padding to 4 | floats, little endian. */
type Description = {
  readonly features: readonly string[]
  readonly widths: readonly number[]
  readonly calibration: Platt
  readonly training: Training
}

export function encodeRanker(model: Ranker): Uint8Array {
  const description: Description = {
    features: model.features,
    widths: [model.features.length, ...model.layers.map((layer) => layer.outputs)],
    calibration: model.calibration,
    training: model.training,
  }
  const text = new TextEncoder().encode(JSON.stringify(description))
  const arrays = [model.standardiser.means, model.standardiser.scales, ...model.layers.flatMap((layer) => [layer.weights, layer.bias])]
  const floats = arrays.reduce((sum, array) => sum + array.length, 0)
  const start = aligned(headerBytes + text.length)
  const view = new DataView(new ArrayBuffer(start + 4 * floats))
  ;[magic, version, text.length].forEach((word, place) => { view.setInt32(4 * place, word, true) })
  new Uint8Array(view.buffer).set(text, headerBytes)
  let at = start
  for (const array of arrays) for (const value of array) { view.setFloat32(at, value, true); at += 4 }
  return new Uint8Array(view.buffer)
}

/** Throws a RangeError that says what is wrong: foreign bytes, another version, cut off, weights that are not finite. */
export function decodeRanker(bytes: Uint8Array): Ranker {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < headerBytes) throw new RangeError('Ranker: the bytes are cut off.')
  if (view.getInt32(0, true) !== magic) throw new RangeError('Ranker: these bytes are something else.')
  if (view.getInt32(4, true) !== version) throw new RangeError('Ranker: written by another release; fit again.')
  const textBytes = view.getInt32(8, true)
  const start = aligned(headerBytes + textBytes)
  if (textBytes < 0 || start > bytes.length) throw new RangeError('Ranker: the bytes are cut off.')
  // A copy, because a TextDecoder refuses memory that threads share.
  const { features, widths, calibration, training } = JSON.parse(
    new TextDecoder().decode(bytes.slice(headerBytes, headerBytes + textBytes)),
  ) as Description

  if (widths[0] !== features.length) throw new RangeError(`Ranker: ${features.length} names for ${widths[0]} inputs.`)
  let at = start
  const take = (length: number): Float32Array => {
    if (at + 4 * length > bytes.length) throw new RangeError('Ranker: the bytes are cut off.')
    const values = Float32Array.from({ length }, (_, k) => view.getFloat32(at + 4 * k, true))
    if (!values.every(Number.isFinite)) throw new RangeError('Ranker: a weight is not finite.')
    at += 4 * length
    return values
  }
  const standardiser = { means: take(features.length), scales: take(features.length) }
  const layers = widths.slice(1).map((outputs, depth): Layer => {
    const inputs = widths[depth]
    return { inputs, outputs, weights: take(inputs * outputs), bias: take(outputs) }
  })
  if (at !== bytes.length) throw new RangeError('Ranker: the bytes go on after the last weight.')
  return { features, standardiser, layers, calibration, training }
}

function aligned(bytes: number): number {
  return (bytes + 3) & ~3
}
