/** What was promised and what came, for the predictions that fall into one bin. */
export type ReliabilityBin = { readonly from: number; readonly to: number; readonly n: number; readonly predicted: number; readonly observed: number }

/** Equal-width bins over 0..1 that hold any prediction; the last one includes 1. labels are 0 or 1. */
export function reliability(probabilities: Float32Array, labels: Float32Array, bins = 10): ReliabilityBin[] {
  const n = new Int32Array(bins)
  const predicted = new Float64Array(bins)
  const observed = new Float64Array(bins)
  for (let i = 0; i < probabilities.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(probabilities[i] * bins))
    n[bin]++
    predicted[bin] += probabilities[i]
    observed[bin] += labels[i]
  }
  return Array.from(n, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    n: count,
    predicted: predicted[bin] / count,
    observed: observed[bin] / count,
  })).filter((bin) => bin.n > 0)
}

/** ECE = Σ_b n_b/N · |observed − predicted| (Naeini et al. 2015), or null without predictions. */
export function expectedCalibrationError(probabilities: Float32Array, labels: Float32Array, bins = 10): number | null {
  if (probabilities.length === 0) return null
  return reliability(probabilities, labels, bins).reduce(
    (sum, bin) => sum + (bin.n / probabilities.length) * Math.abs(bin.observed - bin.predicted), 0)
}

/**
 * As `reliability`, but bins of equal numbers in order of probability (Nguyen & O'Connor 2015): where almost all chances are small, equal
 * widths would put them into one bin. from and to are the least and greatest probability of a bin. At most one bin per prediction.
 */
export function reliabilityByMass(probabilities: Float32Array, labels: Float32Array, bins = 10): ReliabilityBin[] {
  const n = probabilities.length
  const order = Int32Array.from(probabilities, (_, i) => i).sort((a, b) => probabilities[a] - probabilities[b] || a - b)
  const wanted = Math.min(bins, n)
  return Array.from({ length: wanted }, (_, bin) => {
    const rows = order.subarray(Math.floor((bin * n) / wanted), Math.floor(((bin + 1) * n) / wanted))
    const mean = (values: Float32Array) => rows.reduce((sum, row) => sum + values[row], 0) / rows.length
    return { from: probabilities[rows[0]], to: probabilities[rows[rows.length - 1]], n: rows.length, predicted: mean(probabilities), observed: mean(labels) }
  })
}

/** Brier score, mean (p − y)² (Brier 1950), or null without predictions. */
export function brierScore(probabilities: Float32Array, labels: Float32Array): number | null {
  if (probabilities.length === 0) return null
  return probabilities.reduce((sum, p, i) => sum + (p - labels[i]) ** 2, 0) / probabilities.length
}
