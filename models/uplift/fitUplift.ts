import { linearOf, requireRows, type Linear } from '../linear/design.ts'
import { fitLogistic, probabilityOf, type Logistic } from '../linear/logistic.ts'
import { fitRidge } from '../linear/ridge.ts'
import { selectRows, type Matrix } from '../matrix.ts'
import { armWeights, chanceAt, treatedShare, type Trial } from './trial.ts'

export type UpliftMethod = UpliftModel['method']

/** A fitted view of what treatment adds. JSON-able. */
export type UpliftModel =
  /** P(y | x, treated) and P(y | x, not treated), apart. */
  | { readonly method: 't-learner'; readonly treated: Logistic; readonly control: Logistic }
  /** One model of "treated and yes, or not treated and no". */
  | { readonly method: 'class-transformation'; readonly model: Logistic }
  /** One regression on y (t − e) / (e (1 − e)); y may be money. */
  | { readonly method: 'transformed-outcome'; readonly model: Linear }

/**
 * Fits uplift τ(x) = E[y | x, treated] − E[y | x, not treated]; x is n × d, beside it a trial of n.
 *
 * - t-learner: two logistic regressions, one an arm (Künzel et al. 2019, §2), weighted by inverse chances where these are known, so that a curve
 *   the columns can't follow is missed alike in both arms; without them treatment may depend on x alone.
 * - class-transformation: z = t y + (1 − t)(1 − y), τ = 2 P(z = 1) − 1 (Jaśkowski & Jaroszewicz 2012, eq. 4), which holds at P(t) = ½; each row
 *   weighted by the inverse chance of its arm makes it hold at any.
 * - transformed-outcome: ridge on y* = y (t − e) / (e (1 − e)), whose mean is τ(x) (Athey & Imbens 2016, eq. 2.2).
 *
 * l2 is λ of the regressions (see fitLogistic). Throws a RangeError when an arm is empty, or knows one outcome only (the logistic ones).
 */
export function fitUplift(x: Matrix, trial: Trial, method: UpliftMethod, l2: number): UpliftModel {
  requireRows(x, trial.treated, trial.outcome, ...trial.chance === undefined ? [] : [trial.chance])
  const { treated, outcome } = trial
  const share = treatedShare(trial)
  if (share === 0 || share === 1) throw new RangeError('Uplift needs people in both arms.')
  switch (method) {
    case 't-learner': {
      const weights = armWeights(trial)
      const arm = (side: 0 | 1): Logistic => {
        const rows = Array.from({ length: x.rows }, (_, i) => i).filter((i) => (treated[i] > 0 ? 1 : 0) === side)
        const mean = rows.reduce((sum, i) => sum + weights[i], 0) / rows.length
        return fitLogistic(selectRows(x, rows), rows.map((i) => outcome[i]), { l2, sampleWeights: rows.map((i) => weights[i] / mean) })
      }
      return { method, treated: arm(1), control: arm(0) }
    }
    case 'class-transformation': {
      const z = Float64Array.from({ length: x.rows }, (_, i) => ((treated[i] > 0) === (outcome[i] > 0) ? 1 : 0))
      const weights = armWeights({ ...trial, chance: trial.chance ?? new Float64Array(x.rows).fill(share) })
      // Half: the weights then sum to about n, so that λ weighs as much as in the other methods.
      return { method, model: fitLogistic(x, z, { l2, sampleWeights: weights.map((weight) => weight / 2) }) }
    }
    case 'transformed-outcome': {
      const y = Float64Array.from({ length: x.rows }, (_, i) => {
        const e = chanceAt(trial, i, share)
        return outcome[i] * ((treated[i] > 0 ? 1 : 0) - e) / (e * (1 - e))
      })
      return { method, model: fitRidge(x, y, l2) }
    }
  }
}

/** What treatment is expected to add for this row: a difference of probabilities (−1…1), or money where the outcome was money. */
export function upliftOf(model: UpliftModel, row: ArrayLike<number>): number {
  switch (model.method) {
    case 't-learner': return probabilityOf(model.treated, row) - probabilityOf(model.control, row)
    case 'class-transformation': return 2 * probabilityOf(model.model, row) - 1
    case 'transformed-outcome': return linearOf(model.model, row)
  }
}
