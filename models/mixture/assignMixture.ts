import { createMatrix, type Matrix } from '../matrix.ts'
import type { SoftAssignment } from '../softAssign.ts'
import { densityOf, respond } from './density.ts'
import type { Mixture } from './fitMixture.ts'

/** Responsibilities as weights, the largest as label (ties to the lower index), its lead over the second as margin (1 when k = 1). */
export function assignMixture(model: Mixture, x: Matrix): SoftAssignment {
  const { rows: k, cols: d } = model.means
  if (d !== x.cols) throw new RangeError(`The model has ${d} columns, the rows have ${x.cols}.`)
  const density = densityOf(model.shares, model.means.data, model.variances.data, d)
  const labels = new Int32Array(x.rows)
  const weights = createMatrix(x.rows, k)
  const margins = new Float32Array(x.rows)
  const responsibilities = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    respond(density, x.data, i * d, responsibilities)
    let best = 0
    let second = 0
    for (let c = 1; c < k; c++) {
      if (responsibilities[c] > responsibilities[best]) {
        second = responsibilities[best]
        best = c
      } else {
        second = Math.max(second, responsibilities[c])
      }
    }
    labels[i] = best
    margins[i] = responsibilities[best] - second
    weights.data.set(responsibilities, i * k)
  }
  return { labels, weights, margins }
}
