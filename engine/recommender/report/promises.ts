import { brierScore, expectedCalibrationError, reliabilityByMass, type ReliabilityBin } from '../../../models/ranker/reliability.ts'
import { rounded } from './interval.ts'
import type { Chances } from './reportInput.ts'

/** Whether the ranker's chances come true. */
export type Promises = {
  readonly n: number
  /** Mean chance promised, and share bought. */
  readonly predicted: number
  readonly observed: number
  /** Expected calibration error over ten bins of equal width. */
  readonly ece: number | null
  readonly brier: number | null
  /** Ten bins of equal number, since most chances are small. */
  readonly table: readonly ReliabilityBin[]
}

/** Null without predictions. */
export function promisesKept({ probabilities, labels }: Chances): Promises | null {
  const n = probabilities.length
  if (n === 0) return null
  const mean = (values: Float32Array) => rounded(values.reduce((sum, value) => sum + value, 0) / n)
  const orNull = (value: number | null) => (value === null ? null : rounded(value))
  return {
    n, predicted: mean(probabilities), observed: mean(labels), ece: orNull(expectedCalibrationError(probabilities, labels)), brier: orNull(brierScore(probabilities, labels)),
    table: reliabilityByMass(probabilities, labels).map((bin) => ({ from: rounded(bin.from), to: rounded(bin.to), n: bin.n, predicted: rounded(bin.predicted), observed: rounded(bin.observed) })),
  }
}
