import { fitLogistic, probabilityOf } from '../../../models/linear/logistic.ts'
import { rowOf, selectRows, type Matrix } from '../../../models/matrix.ts'
import { shuffle } from '../../../models/draws.ts'
import type { Rng } from '../../../models/rng.ts'
import { fitUplift, upliftOf, type UpliftMethod } from '../../../models/uplift/fitUplift.ts'
import { curveScore } from '../../../models/uplift/qini.ts'
import type { Trial } from '../../../models/uplift/trial.ts'
import { crossed } from './read.ts'

/** Uplift methods, and the response model most shops mail by: who answers when mailed. */
export type ScorerName = UpliftMethod | 'response'
export type Settings = { readonly columns: 'plain' | 'crossed'; readonly l2: number }

const GRID: readonly Settings[] = [{ columns: 'plain', l2: 1 }, { columns: 'plain', l2: 300 }, { columns: 'crossed', l2: 30 }, { columns: 'crossed', l2: 1000 }]
const FOLDS = 4

/** Both forms of the columns, made once. */
export type Columns = { readonly [columns in Settings['columns']]: Matrix }
export const columnsFor = (x: Matrix): Columns => ({ plain: x, crossed: crossed(x) })

export const trialOf = (treated: ArrayLike<number>, outcome: ArrayLike<number>, rows: ArrayLike<number>): Trial => ({
  treated: Array.from(rows, (i) => treated[i]), outcome: Array.from(rows, (i) => outcome[i]),
})

/** Fits on some rows and scores others. */
export function scoreRows(name: ScorerName, { columns, l2 }: Settings, x: Columns, treated: Uint8Array, outcome: Float64Array, fit: ArrayLike<number>, score: ArrayLike<number>): Float64Array {
  const matrix = x[columns]
  const rows = (some: ArrayLike<number>, by: (row: Float32Array) => number) => Float64Array.from(some, (i) => by(rowOf(matrix, i)))
  if (name === 'response') {
    const mailed = Array.from(fit).filter((i) => treated[i] === 1)
    const model = fitLogistic(selectRows(matrix, mailed), mailed.map((i) => outcome[i]), { l2 })
    return rows(score, (row) => probabilityOf(model, row))
  }
  const model = fitUplift(selectRows(matrix, fit), trialOf(treated, outcome, fit), name, l2)
  return rows(score, (row) => upliftOf(model, row))
}

export type Choice = { readonly settings: Settings; readonly validationQini: number }

/**
 * Settings by the Qini of four folds of `fit`: each scored by what was fitted on the other three, the mean of the four. Nothing else is looked at.
 * The response model is chosen by the same figure, so that it is not a straw man.
 */
export function chooseSettings(name: ScorerName, x: Columns, treated: Uint8Array, outcome: Float64Array, fit: Int32Array, rng: Rng): Choice {
  const order = shuffle(rng, Int32Array.from(fit))
  const folds = Array.from({ length: FOLDS }, (_, k) => order.filter((_row, at) => at % FOLDS === k))
  const tried = GRID.map((settings) => {
    const qini = folds.map((fold, k) => {
      const rest = order.filter((_row, at) => at % FOLDS !== k)
      return curveScore(trialOf(treated, outcome, fold), scoreRows(name, settings, x, treated, outcome, rest, fold), 'qini').aboveRandom
    })
    return { settings, validationQini: qini.reduce((sum, one) => sum + one, 0) / FOLDS }
  })
  return tried.reduce((best, one) => (one.validationQini > best.validationQini ? one : best))
}
