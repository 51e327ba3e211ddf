import type { GradSaveFunc, Tensor2D } from '@tensorflow/tfjs-core'
import { gaussian } from '../draws.ts'
import type { Rng } from '../rng.ts'
import type { TensorBackend } from './backend.ts'
import type { Layer } from './ranker.ts'

/** n × inputs of the first layer, and n labels of 0 or 1. */
export type Batch = { readonly features: Float32Array; readonly labels: Float32Array }

/** The layers while they learn, held in tensors. dispose gives their memory back. */
export type Net = {
  /** One step down the gradient; the batch's mean sigmoid cross-entropy before it. */
  readonly step: (batch: Batch) => number
  /** A copy of the weights as they are now. */
  readonly layers: () => Layer[]
  readonly dispose: () => void
}

/** ReLU between the layers, a logit at the end, Adam (Kingma & Ba 2015). */
export function createNet({ tf }: TensorBackend, initial: readonly Layer[], learningRate: number): Net {
  // In a tidy, because a variable does not take over the tensor it starts from.
  const variables = tf.tidy(() => initial.map(({ weights, bias, inputs, outputs }) => ({
    weights: tf.variable(tf.tensor2d(weights, [outputs, inputs])),
    bias: tf.variable(tf.tensor1d(bias)),
  })))
  const optimiser = tf.train.adam(learningRate)
  const linear = createLinear(tf)
  const logitsOf = (x: Tensor2D): Tensor2D => variables.reduce((values, layer, depth) => {
    const z = tf.add<Tensor2D>(linear(values, layer.weights), layer.bias)
    return depth < variables.length - 1 ? tf.relu(z) : z
  }, x)
  return {
    step: ({ features, labels }) => tf.tidy(() => {
      const x = tf.tensor2d(features, [labels.length, initial[0].inputs])
      const y = tf.tensor2d(labels, [labels.length, 1])
      const loss = optimiser.minimize(() => tf.losses.sigmoidCrossEntropy(y, logitsOf(x)), true)
      if (loss === null) throw new Error('TensorFlow.js gave no loss although it was asked for.')
      return loss.dataSync()[0]
    }),
    layers: () => initial.map((layer, depth) => ({
      ...layer,
      weights: Float32Array.from(variables[depth].weights.dataSync()),
      bias: Float32Array.from(variables[depth].bias.dataSync()),
    })),
    dispose: () => {
      optimiser.dispose()
      for (const { weights, bias } of variables) tf.dispose([weights, bias])
    },
  }
}

/** Weights from N(0, 2/inputs) (He et al. 2015), biases 0. widths: features, hidden …, 1. */
export function initialLayers(widths: readonly number[], rng: Rng): Layer[] {
  return widths.slice(1).map((outputs, depth) => {
    const inputs = widths[depth]
    const deviation = Math.sqrt(2 / inputs)
    const weights = Float32Array.from({ length: inputs * outputs }, () => deviation * gaussian(rng))
    return { inputs, outputs, weights, bias: new Float32Array(outputs) }
  })
}

/**
 * x·Wᵀ with its gradients dy·W and dyᵀ·x, transposing by itself: WebAssembly has its fast kernel only for products
 * where nothing is to be transposed on the way, and the library's own gradient always asks for that.
 */
function createLinear(tf: TensorBackend['tf']): (x: Tensor2D, weights: Tensor2D) => Tensor2D {
  return tf.customGrad((...args) => {
    const [x, weights, save] = args as [Tensor2D, Tensor2D, GradSaveFunc]
    save([x, weights])
    return {
      value: tf.matMul<Tensor2D>(x, tf.transpose(weights)),
      gradFunc: (dy, saved) => [tf.matMul(dy as Tensor2D, saved[1] as Tensor2D), tf.matMul(tf.transpose(dy as Tensor2D), saved[0] as Tensor2D)],
    }
  }) as (x: Tensor2D, weights: Tensor2D) => Tensor2D
}
