import { describe, expect, it } from 'vitest'
import peer from '../fixtures/platt-sklearn.json' with { type: 'json' }
import { fitPlatt, logLoss, probabilityOf, uncalibrated } from './platt.ts'
import { expectedCalibrationError, reliability } from './reliability.ts'

describe('fitPlatt', () => {
  it('leaves logits as they are where nothing can be learnt or the order would turn round', () => {
    expect(fitPlatt(Float32Array.from([1, 2]), Float32Array.from([1, 1]))).toEqual(uncalibrated)
    expect(fitPlatt(Float32Array.from([-1, -2, 1, 2]), Float32Array.from([1, 1, 0, 0]))).toEqual(uncalibrated)
  })

  it('stays finite when the classes separate', () => {
    const { slope, intercept } = fitPlatt(Float32Array.from([-1, -2, 1, 2]), Float32Array.from([0, 0, 1, 1]))
    expect(slope).toBeGreaterThan(0)
    expect(slope).toBeLessThan(5)
    expect(intercept).toBeCloseTo(0, 3)
  })

  it.each(peer.cases)(`equals ${peer.madeBy}`, ({ logits, labels, slope, intercept }) => {
    const ours = fitPlatt(Float32Array.from(logits), Float32Array.from(labels))
    expect(ours.slope).toBeCloseTo(slope, 2)
    expect(ours.intercept).toBeCloseTo(intercept, 2)
    // Theirs stops at a looser gradient, so the likelihood must not be worse than theirs.
    const loss = (platt: { slope: number; intercept: number }): number => {
      const positives = labels.reduce((sum, label) => sum + label, 0)
      const targets = labels.map((label) => (label === 1 ? (positives + 1) / (positives + 2) : 1 / (labels.length - positives + 2)))
      return targets.reduce((sum, target, i) => sum + logLoss(platt.slope * logits[i] + platt.intercept, target), 0)
    }
    expect(loss(ours)).toBeLessThanOrEqual(loss({ slope, intercept }) + 1e-6)
  })
})

describe('probabilities', () => {
  it('come from the scaled logit', () => {
    expect(probabilityOf({ slope: 2, intercept: -1 }, 0.5)).toBe(0.5)
    expect(logLoss(0, 1)).toBeCloseTo(Math.LN2, 12)
    expect(logLoss(1000, 0)).toBe(1000)
  })
})

describe('reliability', () => {
  const probabilities = Float32Array.from([0.125, 0.125, 0.875, 1])
  const labels = Float32Array.from([0, 1, 1, 1])

  it('compares promise and outcome bin by bin', () => {
    expect(reliability(probabilities, labels, 4)).toEqual([
      { from: 0, to: 0.25, n: 2, predicted: 0.125, observed: 0.5 },
      { from: 0.75, to: 1, n: 2, predicted: 0.9375, observed: 1 },
    ])
    expect(expectedCalibrationError(probabilities, labels, 4)).toBeCloseTo(0.5 * 0.375 + 0.5 * 0.0625, 12)
    expect(expectedCalibrationError(new Float32Array(0), new Float32Array(0))).toBeNull()
  })
})
