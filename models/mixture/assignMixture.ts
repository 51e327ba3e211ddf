import { createMatrix, type Matrix } from '../matrix.ts'
import { fromWeights, type SoftAssignment } from '../softAssign.ts'
import { densityOf, respond } from './density.ts'
import type { Mixture } from './fitMixture.ts'

/** Responsibilities as weights, the largest as label, its lead over the second as margin (1 when k = 1). */
export function assignMixture(model: Mixture, x: Matrix): SoftAssignment {
  const { rows: k, cols: d } = model.means
  if (d !== x.cols) throw new RangeError(`The model has ${d} columns, the rows have ${x.cols}.`)
  const density = densityOf(model.shares, model.means.data, model.variances.data, d)
  const weights = createMatrix(x.rows, k)
  const responsibilities = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    respond(density, x.data, i * d, responsibilities)
    weights.data.set(responsibilities, i * k)
  }
  return fromWeights(weights)
}
