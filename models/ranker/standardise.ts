import type { Matrix } from '../matrix.ts'

/** z = (x − mean) · scale per column, kept within ±limit; scale = 1 / standard deviation, 0 for a constant column. */
export type Standardiser = { readonly means: Float32Array; readonly scales: Float32Array }

const limit = 6

/** From the rows named; unknown values (NaN) are passed over. A column without any known value gets scale 0. */
export function fitStandardiser(x: Matrix, rows: Int32Array): Standardiser {
  const means = new Float32Array(x.cols)
  const scales = new Float32Array(x.cols)
  for (let col = 0; col < x.cols; col++) {
    let n = 0
    let mean = 0
    let squares = 0
    for (let r = 0; r < rows.length; r++) {
      const value = x.data[rows[r] * x.cols + col]
      if (value !== value) continue
      // Welford 1962: stable where the mean is large beside the spread.
      n++
      const step = value - mean
      mean += step / n
      squares += step * (value - mean)
    }
    means[col] = mean
    const deviation = n === 0 ? 0 : Math.sqrt(squares / n)
    // Below the rounding of a float32 the spread is noise.
    scales[col] = deviation > 1e-6 * Math.max(1, Math.abs(mean)) ? 1 / deviation : 0
  }
  return { means, scales }
}

/** Row by row into `out` (n × columns). Unknown (NaN) becomes 0, which is the mean; infinite values meet the limit. */
export function standardise(model: Standardiser, values: Float32Array, n: number, out: Float32Array): void {
  const cols = model.means.length
  for (let row = 0, k = 0; row < n; row++) {
    for (let col = 0; col < cols; col++, k++) {
      const z = (values[k] - model.means[col]) * model.scales[col]
      out[k] = z !== z ? 0 : z > limit ? limit : z < -limit ? -limit : z
    }
  }
}
