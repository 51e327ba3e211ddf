import { describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import peer from '../fixtures/uplift-sklift.json' with { type: 'json' }
import { createMatrix, fromRows, rowOf, selectRows, type Matrix } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { bootstrapQini } from './bootstrapTrial.ts'
import { fitUplift, upliftOf, type UpliftMethod } from './fitUplift.ts'
import { policyGain, topShare } from './policyGain.ts'
import { curveScore } from './qini.ts'
import { armDifference, type Trial } from './trial.ts'
import { upliftGroups } from './upliftGroups.ts'

const METHODS: readonly UpliftMethod[] = ['t-learner', 'class-transformation', 'transformed-outcome']

/** People of whom the half with x₀ > 0 gains `lift` by treatment, x₁ says who buys anyway, and treatment may depend on x₁. */
function drawn(n: number, lift: number, seed: string, biased = false): { x: Matrix; trial: Trial; truth: Float64Array } {
  const rng = createRng(seed)
  const x = createMatrix(n, 3)
  const treated = new Uint8Array(n)
  const outcome = new Uint8Array(n)
  const chance = new Float64Array(n)
  const truth = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const row = rowOf(x, i)
    for (let j = 0; j < 3; j++) row[j] = gaussian(rng)
    chance[i] = biased ? (row[1] > 0 ? 0.8 : 0.3) : 0.5
    treated[i] = rng() < chance[i] ? 1 : 0
    truth[i] = row[0] > 0 ? lift : 0
    outcome[i] = rng() < 0.2 + (row[1] > 0 ? 0.3 : 0) + treated[i] * truth[i] ? 1 : 0
  }
  return { x, trial: { treated, outcome, chance }, truth }
}
const scoresOf = (x: Matrix, model: ReturnType<typeof fitUplift>) => Float64Array.from({ length: x.rows }, (_, i) => upliftOf(model, rowOf(x, i)))
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

describe('fitUplift', () => {
  it('by hand: with one 0/1 column and no penalty every method finds the difference of the cells', () => {
    // x = 0: treated 1 of 2, control 1 of 4 … x = 1: treated 3 of 4, control 1 of 2.
    const cells: [number, number, number, number][] = [[0, 1, 1, 1], [0, 1, 0, 1], [0, 0, 1, 1], [0, 0, 0, 3], [1, 1, 1, 3], [1, 1, 0, 1], [1, 0, 1, 1], [1, 0, 0, 1]]
    const rows = cells.flatMap(([group, treated, y, times]) => Array.from({ length: times }, () => ({ group, treated, y })))
    const chance = rows.map(({ group }) => (group === 0 ? 2 / 6 : 4 / 6))
    const trial = { treated: rows.map(({ treated }) => treated), outcome: rows.map(({ y }) => y), chance }
    for (const method of METHODS) {
      const model = fitUplift(fromRows(rows.map(({ group }) => [group])), trial, method, 0)
      expect([method, upliftOf(model, [0])]).toEqual([method, expect.closeTo(1 / 2 - 1 / 4, 5)])
      expect([method, upliftOf(model, [1])]).toEqual([method, expect.closeTo(3 / 4 - 1 / 2, 5)])
    }
  })
  it.each(METHODS)('%s recovers who gains, whatever else decides who buys and who was treated', (method) => {
    const { x, trial, truth } = drawn(20_000, 0.25, 'gains', true)
    const scores = scoresOf(x, fitUplift(x, trial, method, 1))
    expect(mean(scores)).toBeCloseTo(mean(truth), 1)
    const high = mean(scores.filter((_, i) => truth[i] > 0))
    const low = mean(scores.filter((_, i) => truth[i] === 0))
    expect(high - low).toBeGreaterThan(0.1)
  })
  it.each(METHODS)('%s of a treatment that does the same for everybody is about that everywhere', (method) => {
    const rng = createRng('constant')
    const x = createMatrix(20_000, 2)
    for (let at = 0; at < x.data.length; at++) x.data[at] = gaussian(rng)
    const treated = Uint8Array.from({ length: x.rows }, () => Number(rng() < 0.3))
    const outcome = treated.map((t) => Number(rng() < 0.3 + 0.2 * t))
    const scores = scoresOf(x, fitUplift(x, { treated, outcome }, method, 1))
    const middle = mean(scores)
    expect(middle).toBeCloseTo(0.2, 1)
    expect(Math.sqrt(mean(scores.map((score) => (score - middle) ** 2)))).toBeLessThan(0.03)
  })
  it.each(METHODS)('%s is the same twice, and for rows in another order', (method) => {
    const { x, trial } = drawn(500, 0.2, 'again')
    const order = Array.from({ length: 500 }, (_, i) => 499 - i)
    const turned = fitUplift(selectRows(x, order), { treated: order.map((i) => trial.treated[i]), outcome: order.map((i) => trial.outcome[i]), chance: order.map((i) => trial.chance?.[i] ?? NaN) }, method, 1)
    const model = fitUplift(x, trial, method, 1)
    expect(fitUplift(x, trial, method, 1)).toEqual(model)
    expect(upliftOf(turned, rowOf(x, 0))).toBeCloseTo(upliftOf(model, rowOf(x, 0)), 8)
    expect(upliftOf(JSON.parse(JSON.stringify(model)) as typeof model, rowOf(x, 0))).toBe(upliftOf(model, rowOf(x, 0)))
  })
  it('refuses one arm only, and a chance of 0 or 1', () => {
    expect(() => fitUplift(fromRows([[0], [1]]), { treated: [1, 1], outcome: [0, 1] }, 't-learner', 1)).toThrow(RangeError)
    expect(() => fitUplift(fromRows([[0], [1]]), { treated: [1, 0], outcome: [0, 1], chance: [1, 0.5] }, 'class-transformation', 1)).toThrow(RangeError)
  })
  describe(`parity: ${peer.madeBy}`, () => {
    const x = fromRows(peer.x)
    const first = Array.from({ length: 20 }, (_, i) => rowOf(x, i))
    it('two logistic regressions with a penalty', () => {
      const model = fitUplift(x, { treated: peer.treated, outcome: peer.y }, 't-learner', 1)
      first.forEach((row, i) => expect(upliftOf(model, row)).toBeCloseTo(peer.tLearner[i], 5))
    })
    it('TwoModels, without', () => {
      const model = fitUplift(x, { treated: peer.treated, outcome: peer.y }, 't-learner', 1e-9)
      first.forEach((row, i) => expect(upliftOf(model, row)).toBeCloseTo(peer.twoModels[i], 5))
    })
    it('ClassTransformation, which takes the arms for equally likely', () => {
      const model = fitUplift(x, { treated: peer.treated, outcome: peer.y, chance: peer.y.map(() => 0.5) }, 'class-transformation', 1e-9)
      first.forEach((row, i) => expect(upliftOf(model, row)).toBeCloseTo(peer.classTransformation[i], 5))
    })
  })
})

describe('a scoring against a trial', () => {
  it('of somebody who gains nothing lies about the random line, of the truth above it', () => {
    const { trial, truth } = drawn(4000, 0.3, 'scored')
    const noise = createRng('noise')
    const { qini, overLast } = bootstrapQini(trial, [truth, Float64Array.from(truth, () => noise())], createRng(1), { resamples: 200, level: 0.95 })
    expect(qini[0].low).toBeGreaterThan(0)
    expect(qini[1].low).toBeLessThan(0)
    expect(qini[1].high).toBeGreaterThan(0)
    expect(overLast[0].low).toBeGreaterThan(0)
    expect(overLast[1]).toEqual({ mean: 0, low: 0, high: 0 })
    expect(qini[0].mean).toBeCloseTo(curveScore(trial, truth, 'qini').aboveRandom, 12)
  })
  it('where treatment does nothing has a Qini about 0 for every method', () => {
    const { x, trial } = drawn(8000, 0, 'nothing')
    const test = drawn(8000, 0, 'nothing, later')
    const scorings = METHODS.map((method) => scoresOf(test.x, fitUplift(x, trial, method, 1)))
    for (const { low, high } of bootstrapQini(test.trial, scorings, createRng(2), { resamples: 200, level: 0.99 }).qini) {
      expect(low).toBeLessThan(0)
      expect(high).toBeGreaterThan(0)
    }
  })
  it('is right about the effect when the chances say how treatment was biased, and wrong without them', () => {
    const { trial, truth } = drawn(40_000, 0.2, 'biased', true)
    const right = armDifference(trial)
    const wrong = armDifference({ treated: trial.treated, outcome: trial.outcome })
    expect(right?.low).toBeLessThan(mean(truth))
    expect(right?.high).toBeGreaterThan(mean(truth))
    expect(wrong?.low).toBeGreaterThan(mean(truth))
  })
  it('falls into groups whose predictions are met', () => {
    const { trial, truth } = drawn(20_000, 0.3, 'groups')
    const groups = upliftGroups(trial, truth, 2)
    expect(groups.map(({ n }) => n)).toEqual([10_000, 10_000])
    for (const { predicted, observed } of groups) expect(Math.abs(predicted - (observed?.difference ?? NaN))).toBeLessThan(0.03)
    expect(upliftGroups(trial, truth)).toHaveLength(10)
  })
  it('gives the worth of a rule: by hand, and against as many at random', () => {
    // Of the chosen four, treated 1 of 2 and control 0 of 2; of all eight, treated 2 of 4 and control 2 of 4.
    const trial = { treated: [1, 1, 0, 0, 1, 1, 0, 0], outcome: [1, 0, 0, 0, 1, 0, 1, 1] }
    const value = policyGain(trial, [1, 1, 1, 1, 0, 0, 0, 0], { worth: 10, cost: 1 }, createRng(3), { resamples: 10, level: 0.9 })
    expect(value.share).toBe(0.5)
    expect(value.gain.mean).toBeCloseTo(0.5 * (10 * 0.5 - 1))
    expect(value.random.mean).toBeCloseTo(0.5 * -1)
    expect(value.overRandom.mean).toBeCloseTo(2.5)
    expect(Array.from(topShare([0.1, 0.9, 0.5, 0.5], 0.5))).toEqual([0, 1, 1, 0])
  })
})
