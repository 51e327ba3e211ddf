/** p = 1 / (1 + e^−(slope · logit + intercept)). */
export type Platt = { readonly slope: number; readonly intercept: number }

export const uncalibrated: Platt = { slope: 1, intercept: 0 }

export function probabilityOf({ slope, intercept }: Platt, logit: number): number {
  return 1 / (1 + Math.exp(-(slope * logit + intercept)))
}

const maxSteps = 100
const ridge = 1e-12

/**
 * Platt scaling (Platt 1999) by Newton's method with halved steps (Lin, Lin & Weng 2007): maximises the likelihood of
 * smoothed targets (n₊+1)/(n₊+2) and 1/(n₋+2). labels are 0 or 1. With one class only there is nothing to scale against
 * and the logits are left as they are. A negative slope would turn the ranking round, so it too leaves them as they are.
 */
export function fitPlatt(logits: Float32Array, labels: Float32Array): Platt {
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const negatives = labels.length - positives
  if (positives === 0 || negatives === 0) return uncalibrated
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (negatives + 2)
  const loss = (slope: number, intercept: number): number => {
    let sum = 0
    for (let i = 0; i < logits.length; i++) sum += logLoss(slope * logits[i] + intercept, labels[i] === 1 ? high : low)
    return sum
  }
  let slope = 0
  let intercept = Math.log((positives + 1) / (negatives + 1))
  let current = loss(slope, intercept)
  for (let step = 0; step < maxSteps; step++) {
    const g = derivatives(logits, labels, slope, intercept, high, low)
    if (Math.abs(g.slope) < 1e-6 && Math.abs(g.intercept) < 1e-6) break
    const determinant = g.ss * g.ii - g.si * g.si
    const ds = -(g.ii * g.slope - g.si * g.intercept) / determinant
    const di = -(g.ss * g.intercept - g.si * g.slope) / determinant
    const descent = g.slope * ds + g.intercept * di
    // Nearer to the least loss than its sum is exact: halving on would only look for rounding.
    if (-descent < 1e-12 * labels.length) break
    let size = 1
    while (size > 1e-10 && loss(slope + size * ds, intercept + size * di) > current + 1e-4 * size * descent) size /= 2
    if (size <= 1e-10) break
    slope += size * ds
    intercept += size * di
    current = loss(slope, intercept)
  }
  return slope > 0 ? { slope, intercept } : uncalibrated
}

/** −t·log σ(z) − (1−t)·log(1−σ(z)), without overflow. */
export function logLoss(z: number, target: number): number {
  return Math.max(z, 0) - z * target + Math.log1p(Math.exp(-Math.abs(z)))
}

type Derivatives = { slope: number; intercept: number; ss: number; si: number; ii: number }

function derivatives(x: Float32Array, labels: Float32Array, slope: number, intercept: number, high: number, low: number): Derivatives {
  const d = { slope: 0, intercept: 0, ss: ridge, si: 0, ii: ridge }
  for (let i = 0; i < x.length; i++) {
    const p = 1 / (1 + Math.exp(-(slope * x[i] + intercept)))
    const error = p - (labels[i] === 1 ? high : low)
    const spread = p * (1 - p)
    d.slope += error * x[i]
    d.intercept += error
    d.ss += spread * x[i] * x[i]
    d.si += spread * x[i]
    d.ii += spread
  }
  return d
}
