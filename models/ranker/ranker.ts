import { probabilityOf } from './platt.ts'
import type { Platt } from './platt.ts'
import { standardise } from './standardise.ts'
import type { Standardiser } from './standardise.ts'

/** y = W·x + b; weights are outputs × inputs, row major, so that each output is one run of memory. */
export type Layer = {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** A fitted ranker: standardised features → dense layers with ReLU between → logit → calibrated probability. */
export type Ranker = {
  readonly features: readonly string[]
  readonly standardiser: Standardiser
  readonly layers: readonly Layer[]
  readonly calibration: Platt
  readonly training: Training
}

/** How the fit went: losses are mean log loss in nats before calibration. */
export type Training = {
  readonly rows: number
  readonly epochs: number
  readonly trainLoss: number
  readonly validationLoss: number
}

/**
 * Probability per candidate that it is taken, length n. features is n × |model.features|, row major, in the order of
 * model.features; NaN stands for unknown and is read as the mean. Throws a RangeError when the length does not fit.
 */
export function scoreRanker(model: Ranker, features: Float32Array, n: number): Float32Array {
  const logits = rankerLogits(model, features, n)
  for (let row = 0; row < n; row++) logits[row] = probabilityOf(model.calibration, logits[row])
  return logits
}

/** The net's output before calibration, length n. */
export function rankerLogits(model: Ranker, features: Float32Array, n: number): Float32Array {
  const width = model.features.length
  if (features.length !== n * width) {
    throw new RangeError(`${n} candidates of ${width} features need ${n * width} values, not ${features.length}.`)
  }
  let values = new Float32Array(features.length)
  standardise(model.standardiser, features, n, values)
  model.layers.forEach((layer, depth) => {
    values = dense(layer, values, n, depth < model.layers.length - 1)
  })
  return values
}

function dense({ inputs, outputs, weights, bias }: Layer, x: Float32Array, n: number, relu: boolean): Float32Array<ArrayBuffer> {
  const y = new Float32Array(n * outputs)
  for (let row = 0; row < n; row++) {
    const from = row * inputs
    const to = row * outputs
    let out = 0
    // Four outputs share one read of x; more accumulators would spill.
    for (; out + 4 <= outputs; out += 4) {
      let a = bias[out]
      let b = bias[out + 1]
      let c = bias[out + 2]
      let d = bias[out + 3]
      for (let k = 0, w = out * inputs; k < inputs; k++, w++) {
        const value = x[from + k]
        a += value * weights[w]
        b += value * weights[w + inputs]
        c += value * weights[w + 2 * inputs]
        d += value * weights[w + 3 * inputs]
      }
      y[to + out] = relu && a < 0 ? 0 : a
      y[to + out + 1] = relu && b < 0 ? 0 : b
      y[to + out + 2] = relu && c < 0 ? 0 : c
      y[to + out + 3] = relu && d < 0 ? 0 : d
    }
    for (; out < outputs; out++) {
      let a = bias[out]
      for (let k = 0; k < inputs; k++) a += x[from + k] * weights[out * inputs + k]
      y[to + out] = relu && a < 0 ? 0 : a
    }
  }
  return y
}
