import type { Matrix } from './matrix.ts'
import { wilson } from './wilson.ts'

/** 0.975 quantile of N(0, 1). */
const z95 = 1.959963984540054

export type Moments = { readonly n: number; readonly mean: number; readonly variance: number } // variance with n − 1

export type StandardisedDifference = {
  readonly d: number // (mean − mean of the rest) / pooled σ
  readonly g: number // d without its small-sample bias
  readonly low: number // 95 % interval of g
  readonly high: number
}

/**
 * Hedges' g of a group against the rest (Borenstein et al. 2009, eq. 4.18–4.24): d = (x̄₁ − x̄₂) / s_pooled,
 * V_d = (n₁ + n₂) / (n₁ n₂) + d² / (2 (n₁ + n₂)), g = J d with J = 1 − 3 / (4 (n₁ + n₂ − 2) − 1), V_g = J² V_d.
 * null when a side has fewer than 2 values or neither varies: then there is no unit to measure in.
 */
export function standardisedDifference(group: Moments, rest: Moments): StandardisedDifference | null {
  if (group.n < 2 || rest.n < 2) return null
  const freedom = group.n + rest.n - 2
  const pooled = ((group.n - 1) * group.variance + (rest.n - 1) * rest.variance) / freedom
  if (!(pooled > 0)) return null
  const d = (group.mean - rest.mean) / Math.sqrt(pooled)
  const variance = (group.n + rest.n) / (group.n * rest.n) + (d * d) / (2 * (group.n + rest.n))
  const correction = 1 - 3 / (4 * freedom - 1)
  const g = correction * d
  const margin = z95 * correction * Math.sqrt(variance)
  return { d, g, low: g - margin, high: g + margin }
}

export type MeanDifference = { readonly difference: number; readonly low: number; readonly high: number }

/**
 * Difference of two means in their own unit, 95 % interval with each side's own variance (Welch 1947) and the normal quantile: groups that are
 * told of have at least 20 people, where Student's t is within a twentieth of it. null when a side has fewer than 2 values.
 */
export function welchDifference(group: Moments, rest: Moments): MeanDifference | null {
  if (group.n < 2 || rest.n < 2) return null
  const difference = group.mean - rest.mean
  const margin = z95 * Math.sqrt(group.variance / group.n + rest.variance / rest.n)
  return { difference, low: difference - margin, high: difference + margin }
}

export type ProportionDifference = {
  readonly group: number // share in the group
  readonly rest: number
  readonly difference: number
  readonly low: number // 95 % interval of the difference
  readonly high: number
  readonly lift: number | null // group / rest; null when nobody in the rest has it
}

/**
 * Shares of yes in a group and in the rest: difference with the hybrid score interval of Newcombe 1998 (method 10),
 * which holds near 0 and 1, and lift. yes ≤ n. null when a side is empty.
 */
export function proportionDifference(yes: number, n: number, restYes: number, restN: number): ProportionDifference | null {
  const inGroup = wilson(yes, n)
  const inRest = wilson(restYes, restN)
  if (inGroup === null || inRest === null) return null
  const group = yes / n
  const rest = restYes / restN
  const difference = group - rest
  return {
    group, rest, difference,
    low: difference - Math.hypot(group - inGroup[0], inRest[1] - rest),
    high: difference + Math.hypot(inGroup[1] - group, rest - inRest[0]),
    lift: rest > 0 ? group / rest : null,
  }
}

/** Mean and variance of one column over the rows where it is not NaN, for which the mask holds `side`. */
export function columnMoments(x: Matrix, column: number, mask: Uint8Array, side: 0 | 1): Moments {
  let n = 0
  let mean = 0
  let squares = 0
  for (let i = 0; i < x.rows; i++) {
    const value = x.data[i * x.cols + column]
    if (mask[i] !== side || Number.isNaN(value)) continue
    // Welford 1962: no cancellation where the mean is large against the spread.
    n++
    const before = value - mean
    mean += before / n
    squares += before * (value - mean)
  }
  return { n, mean, variance: n > 1 ? squares / (n - 1) : NaN }
}
