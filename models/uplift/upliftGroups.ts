import { rankBy, requireScores } from './qini.ts'
import { armDifference, type ArmDifference, type Trial } from './trial.ts'

/** People of neighbouring predictions: what was expected of them and what was seen. */
export type UpliftGroup = { readonly n: number; readonly predicted: number; readonly observed: ArmDifference | null }

/** Calibration of uplift by groups of equal size, highest prediction first (deciles by default). */
export function upliftGroups(trial: Trial, predicted: ArrayLike<number>, groups = 10): UpliftGroup[] {
  requireScores(trial, predicted)
  const { order } = rankBy(predicted)
  return Array.from({ length: groups }, (_, g) => {
    const rows = order.subarray(Math.round(g * order.length / groups), Math.round((g + 1) * order.length / groups))
    return { n: rows.length, predicted: rows.reduce((sum, i) => sum + predicted[i], 0) / rows.length, observed: armDifference(trial, rows) }
  })
}
