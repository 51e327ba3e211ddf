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
