import { describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import { createRng } from '../rng.ts'
import type { Rng } from '../rng.ts'
import { loadTensorBackend } from './backend.ts'
import { initialLayers } from './net.ts'
import { rankerLogits, scoreRanker } from './ranker.ts'
import type { Ranker } from './ranker.ts'
import { decodeRanker, encodeRanker } from './rankerCodec.ts'

const byHand: Ranker = {
  features: ['price fit', 'list score'],
  standardiser: { means: Float32Array.from([1, 0]), scales: Float32Array.from([2, 1]) },
  layers: [
    { inputs: 2, outputs: 2, weights: Float32Array.from([1, 0, 0, -1]), bias: Float32Array.from([0, 1]) },
    { inputs: 2, outputs: 1, weights: Float32Array.from([3, 1]), bias: Float32Array.from([-1]) },
  ],
  calibration: { slope: 0.5, intercept: 0.25 },
  training: { rows: 9, epochs: 2, trainLoss: 0.5, validationLoss: 0.6 },
}

function drawn(width: number, hidden: readonly number[], rng: Rng): Ranker {
  const layers = initialLayers([width, ...hidden, 1], rng).map((layer) => ({ ...layer, bias: layer.bias.map(() => gaussian(rng)) }))
  const standardiser = {
    means: Float32Array.from({ length: width }, () => gaussian(rng)),
    scales: Float32Array.from({ length: width }, () => 0.5 + rng()),
  }
  return { ...byHand, features: Array.from({ length: width }, (_, col) => `f${col}`), standardiser, layers }
}

describe('rankerLogits', () => {
  it('standardises, multiplies, cuts at 0', () => {
    // Row 1: z = (2, 3) → hidden (2, max(0, 1 − 3)) → 3·2 − 1. Row 2: z = (−2, 0) → (0, 1) → 1 − 1.
    expect([...rankerLogits(byHand, Float32Array.from([2, 3, 0, 0]), 2)]).toEqual([5, 0])
  })

  it('reads unknown as the mean and keeps far values within six deviations', () => {
    const logits = rankerLogits(byHand, Float32Array.from([NaN, 0, Infinity, 0]), 2)
    expect([...logits]).toEqual([0, 3 * 6 + 1 - 1])
  })

  it('refuses features that do not fit and answers no candidates with nothing', () => {
    expect(() => rankerLogits(byHand, new Float32Array(3), 2)).toThrow('need 4 values')
    expect(rankerLogits(byHand, new Float32Array(0), 0)).toHaveLength(0)
  })

  it('permutes its output with the candidates', () => {
    const rng = createRng(2)
    const model = drawn(5, [7, 3], rng)
    const rows = Array.from({ length: 9 }, () => Array.from({ length: 5 }, () => gaussian(rng)))
    const forward = scoreRanker(model, Float32Array.from(rows.flat()), 9)
    const backward = scoreRanker(model, Float32Array.from(rows.toReversed().flat()), 9)
    expect(backward.toReversed()).toEqual(forward)
  })

  it('equals the same net in TensorFlow.js layers', async () => {
    const { tf } = await loadTensorBackend()
    const { sequential, layers } = await import('@tensorflow/tfjs-layers')
    const rng = createRng(3)
    const model = drawn(16, [32, 16], rng)
    const standardised = { ...model, standardiser: { means: new Float32Array(16), scales: new Float32Array(16).fill(1) } }
    const x = Float32Array.from({ length: 50 * 16 }, () => gaussian(rng))
    const net = sequential({
      layers: model.layers.map(({ inputs, outputs }, depth) =>
        layers.dense({ units: outputs, inputShape: [inputs], ...(depth < 2 ? { activation: 'relu' as const } : {}) })),
    })
    net.setWeights(model.layers.flatMap(({ inputs, outputs, weights, bias }) =>
      [tf.transpose(tf.tensor2d(weights, [outputs, inputs])), tf.tensor1d(bias)]))
    const predicted = net.predict(tf.tensor2d(x, [50, 16]))
    if (Array.isArray(predicted)) throw new Error('one output was expected')
    const theirs = predicted.dataSync()
    rankerLogits(standardised, x, 50).forEach((logit, row) => expect(logit).toBeCloseTo(theirs[row], 4))
  })
})

describe('encode and decode', () => {
  it('gives the same scores, from shared memory too', () => {
    const model = drawn(16, [32, 16], createRng(5))
    const bytes = encodeRanker(model)
    expect(decodeRanker(bytes)).toEqual(model)
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
    shared.set(bytes)
    expect(decodeRanker(shared)).toEqual(model)
    expect(encodeRanker(model)).toEqual(bytes)
  })

  it('refuses what it did not write', () => {
    const bytes = encodeRanker(byHand)
    for (let length = 0; length < bytes.length; length++) expect(() => decodeRanker(bytes.slice(0, length))).toThrow(RangeError)
    const longer = new Uint8Array(bytes.length + 4)
    longer.set(bytes)
    expect(() => decodeRanker(longer)).toThrow('go on')
    expect(() => decodeRanker(bytes.map((byte, at) => (at === 0 ? byte + 1 : byte)))).toThrow('something else')
    expect(() => decodeRanker(bytes.map((byte, at) => (at === 4 ? 9 : byte)))).toThrow('another release')
    expect(() => decodeRanker(encodeRanker({ ...byHand, standardiser: { ...byHand.standardiser, means: Float32Array.from([NaN, 0]) } })))
      .toThrow('not finite')
  })
})
