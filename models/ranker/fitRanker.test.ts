import { beforeAll, describe, expect, it } from 'vitest'
import { integer } from '../draws.ts'
import type { Matrix } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { loadTensorBackend } from './backend.ts'
import type { TensorBackend } from './backend.ts'
import { fitRanker, rankerDefaults } from './fitRanker.ts'
import { permutationImportance, rankingNdcg } from './importance.ts'
import { rankerLogits, scoreRanker } from './ranker.ts'
import { expectedCalibrationError } from './reliability.ts'

type Sample = { rows: Matrix; labels: Float32Array; groups: Int32Array; truth: Float32Array }

const features = ['interaction a', 'interaction b', 'linear', 'noise', 'constant']
const options = { ...rankerDefaults, features }

/** P(taken) = σ(3·a·b + 2·c − 2), which no linear model finds; groups of 20. */
function sample(n: number, seed: number): Sample {
  const rng = createRng(seed)
  const rows = { rows: n, cols: 5, data: new Float32Array(n * 5) }
  const truth = new Float32Array(n)
  for (let row = 0; row < n; row++) {
    const [a, b, c, noise] = [rng() * 2 - 1, rng() * 2 - 1, rng() * 2 - 1, rng()]
    rows.data.set([a, b, 1000 + 50 * c, noise, 7], row * 5)
    truth[row] = 1 / (1 + Math.exp(-(3 * a * b + 2 * c - 2)))
  }
  return { rows, labels: truth.map((p) => (rng() < p ? 1 : 0)), groups: Int32Array.from(truth, (_, row) => Math.floor(row / 20)), truth }
}

describe('fitRanker', () => {
  let backend: TensorBackend
  const train = sample(20_000, 1)
  const fresh = sample(20_000, 2)
  beforeAll(async () => { backend = await loadTensorBackend() })

  it('learns, is calibrated on fresh data, and knows what it uses', async () => {
    const tensors = backend.tf.memory().numTensors
    const model = await fitRanker(backend, train.rows, train.labels, train.groups, createRng(5), options)
    expect(backend.tf.memory().numTensors).toBe(tensors)
    const probabilities = scoreRanker(model, fresh.rows.data, fresh.rows.rows)
    const error = Math.sqrt(probabilities.reduce((sum, p, row) => sum + (p - fresh.truth[row]) ** 2, 0) / probabilities.length)
    expect(error).toBeLessThan(0.05)
    expect(expectedCalibrationError(probabilities, fresh.labels)).toBeLessThan(0.02)
    const ranking = rankingNdcg(probabilities, fresh.labels, fresh.groups, 10) ?? 0
    const possible = rankingNdcg(fresh.truth, fresh.labels, fresh.groups, 10) ?? 0
    expect(ranking).toBeGreaterThan(possible - 0.02)

    const importance = permutationImportance(model, fresh.rows, fresh.labels, fresh.groups, createRng(6)) ?? []
    expect(importance.slice(0, 3).map(({ feature }) => feature).sort()).toEqual(features.slice(0, 3).sort())
    expect(importance[2].drop).toBeGreaterThan(0.03)
    expect(Math.abs(importance[3].drop)).toBeLessThan(0.01)
    expect(importance.find(({ feature }) => feature === 'constant')?.drop).toBe(0)
  })

  it('gives the same model under the same seed, another under another', async () => {
    const few = { ...options, epochs: 2 }
    const small = sample(2000, 3)
    const fit = (seed: number) => fitRanker(backend, small.rows, small.labels, small.groups, createRng(seed), few)
    const first = await fit(1)
    expect(await fit(1)).toEqual(first)
    expect((await fit(2)).layers).not.toEqual(first.layers)
  })

  it('leaves the given rows as they are', async () => {
    const small = sample(500, 4)
    const copy = structuredClone(small)
    await fitRanker(backend, small.rows, small.labels, small.groups, createRng(1), { ...options, epochs: 1 })
    expect(small).toEqual(copy)
  })

  it('stops when validation stops getting better, with the best weights', async () => {
    // Labels by coin: whatever it learns is wrong elsewhere.
    const rng = createRng(9)
    const noise = sample(600, 5)
    const labels = noise.labels.map(() => integer(rng, 2))
    const model = await fitRanker(backend, noise.rows, labels, noise.groups, rng, { ...options, epochs: 200, learningRate: 0.02 })
    expect(model.training.epochs).toBeLessThan(60)
    expect(model.training.validationLoss).toBeLessThan(0.75)
  })

  it('learns from rows with unknown values', async () => {
    const small = sample(4000, 6)
    const rng = createRng(7)
    const rows = { ...small.rows, data: small.rows.data.map((value) => (rng() < 0.2 ? NaN : value)) }
    const model = await fitRanker(backend, rows, small.labels, small.groups, createRng(1), options)
    expect(rankerLogits(model, rows.data, rows.rows).every(Number.isFinite)).toBe(true)
    expect(model.training.validationLoss).toBeLessThan(0.47)
  })

  it('refuses what it cannot learn from', async () => {
    const { rows, labels, groups } = sample(100, 8)
    const fit = (l: Float32Array, g: Int32Array, o = options) => fitRanker(backend, rows, l, g, createRng(1), o)
    await expect(fit(labels.subarray(1), groups)).rejects.toThrow('99 labels')
    await expect(fit(labels, groups, { ...options, features: ['one'] })).rejects.toThrow('1 names')
    await expect(fit(new Float32Array(100), groups)).rejects.toThrow('both 0 and 1')
    await expect(fit(labels.map((label, row) => (row === 0 ? 2 : label)), groups)).rejects.toThrow('is 2')
    await expect(fit(labels, new Int32Array(100))).rejects.toThrow('two groups')
    await expect(fit(labels, groups, { ...options, learningRate: NaN })).rejects.toThrow('not a number')
  })
})
