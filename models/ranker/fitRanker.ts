import { shuffle } from '../draws.ts'
import type { Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import type { TensorBackend } from './backend.ts'
import { createNet, initialLayers } from './net.ts'
import type { Batch, Net } from './net.ts'
import { fitPlatt, logLoss, uncalibrated } from './platt.ts'
import { rankerLogits } from './ranker.ts'
import type { Ranker } from './ranker.ts'
import { fitStandardiser, standardise } from './standardise.ts'

export type RankerOptions = {
  /** One per column of the rows. */
  readonly features: readonly string[]
  readonly hidden: readonly number[]
  readonly learningRate: number
  readonly batch: number
  readonly epochs: number
  /** Epochs without a better validation loss before the fit stops; the best weights are kept. */
  readonly patience: number
  /** Share of the groups that validate: they stop the fit and calibrate it. */
  readonly validationShare: number
}

export const rankerDefaults: Omit<RankerOptions, 'features'> = {
  hidden: [32, 16],
  learningRate: 3e-3,
  batch: 1024,
  epochs: 20,
  patience: 3,
  validationShare: 0.15,
}

/**
 * A small net that tells taken candidates from passed-over ones. rows is n × features (NaN: unknown), labels n of 0 or
 * 1, groups n: the rows of one decision carry the same number, and a group is wholly in training or wholly in
 * validation. Same data and rng state give the same model on the same backend.
 * Throws a RangeError for lengths that differ, labels of one class, fewer than two groups, or a loss that diverged.
 */
export async function fitRanker(
  backend: TensorBackend,
  rows: Matrix,
  labels: Float32Array,
  groups: Int32Array,
  rng: Rng,
  options: RankerOptions,
): Promise<Ranker> {
  check(rows, labels, groups, options)
  const part = splitGroups(groups, options.validationShare, rng)
  const standardiser = fitStandardiser(rows, part.train)
  const validation = pick(rows.data, rows.cols, labels, part.validation)
  const train = pick(rows.data, rows.cols, labels, part.train)
  standardise(standardiser, train.features, part.train.length, train.features)

  const order = Int32Array.from(part.train, (_, k) => k)
  const net = createNet(backend, initialLayers([rows.cols, ...options.hidden, 1], rng), options.learningRate)
  let best: Ranker | undefined
  try {
    let stale = 0
    for (let epoch = 1; epoch <= options.epochs && stale < options.patience; epoch++) {
      const trainLoss = runEpoch(net, train, rows.cols, shuffle(rng, order), options.batch)
      const candidate = { features: options.features, standardiser, layers: net.layers(), calibration: uncalibrated }
      const training = { rows: order.length, epochs: epoch, trainLoss, validationLoss: 0 }
      const validationLoss = meanLogLoss({ ...candidate, training }, validation)
      if (validationLoss < (best?.training.validationLoss ?? Infinity)) {
        best = { ...candidate, training: { ...training, validationLoss } }
        stale = 0
      } else stale++
      // Lets timers and sockets of this thread have their turn.
      await backend.tf.nextFrame()
    }
  } finally {
    net.dispose()
  }
  if (best === undefined) throw new RangeError('Ranker: the loss is not a number; look for values far beyond the rest or a learning rate too large.')
  return { ...best, calibration: fitPlatt(rankerLogits(best, validation.features, validation.labels.length), validation.labels) }
}

function check(rows: Matrix, labels: Float32Array, groups: Int32Array, options: RankerOptions): void {
  if (rows.rows !== labels.length || rows.rows !== groups.length) {
    throw new RangeError(`Ranker: ${rows.rows} rows, ${labels.length} labels, ${groups.length} groups.`)
  }
  if (options.features.length !== rows.cols) throw new RangeError(`Ranker: ${options.features.length} names for ${rows.cols} features.`)
  if (!labels.includes(0) || !labels.includes(1)) throw new RangeError('Ranker: the labels need both 0 and 1.')
  const other = labels.find((label) => label !== 0 && label !== 1)
  if (other !== undefined) throw new RangeError(`Ranker: a label is ${other}, not 0 or 1.`)
}

/** Whole groups to validation, drawn by rng among the distinct groups in ascending order. */
function splitGroups(groups: Int32Array, share: number, rng: Rng): { train: Int32Array; validation: Int32Array } {
  const distinct = Int32Array.from(new Set(groups)).sort()
  if (distinct.length < 2) throw new RangeError('Ranker: at least two groups are needed, one to learn and one to validate.')
  const count = Math.min(distinct.length - 1, Math.max(1, Math.round(share * distinct.length)))
  const held = new Set(shuffle(rng, distinct).subarray(0, count))
  const rows = Int32Array.from(groups, (_, row) => row)
  return { train: rows.filter((row) => !held.has(groups[row])), validation: rows.filter((row) => held.has(groups[row])) }
}

/** Mean loss over the rows in the given order, one step a batch. */
function runEpoch(net: Net, train: Batch, width: number, order: Int32Array, batch: number): number {
  let sum = 0
  for (let start = 0; start < order.length; start += batch) {
    const chosen = order.subarray(start, start + batch)
    sum += chosen.length * net.step(pick(train.features, width, train.labels, chosen))
  }
  return sum / order.length
}

function pick(data: Float32Array, width: number, labels: Float32Array, rows: Int32Array): Batch {
  const features = new Float32Array(rows.length * width)
  // Element by element: a subarray a row costs more than the net's own arithmetic.
  for (let k = 0, to = 0; k < rows.length; k++) {
    for (let from = rows[k] * width, end = from + width; from < end; from++) features[to++] = data[from]
  }
  return { features, labels: Float32Array.from(rows, (row) => labels[row]) }
}

function meanLogLoss(model: Ranker, { features, labels }: Batch): number {
  const logits = rankerLogits(model, features, labels.length)
  return logits.reduce((sum, logit, row) => sum + logLoss(logit, labels[row]), 0) / labels.length
}
