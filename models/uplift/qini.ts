import { armWeights, type Trial } from './trial.ts'

/**
 * A curve over the people taken best score first: `share` of them taken (0…1, ascending) and `gain` per head of those taken or not.
 * Points lie where the score changes: people of one score are taken together. The first is (0, 0).
 */
export type GainCurve = { readonly share: Float64Array; readonly gain: Float64Array }

/**
 * qini: yₜ − y꜀ nₜ/n꜀ of those taken, over all treated (Radcliffe 2007, eq. 2, per head of the treated); ends at the average treatment effect.
 * uplift: (yₜ/nₜ − y꜀/n꜀) × share taken (Jaśkowski & Jaroszewicz 2012, §4.1), whose area is AUUC; ends there too.
 * Sums are weighted by the inverse chance of the arm where the trial knows chances.
 */
export type CurveKind = 'qini' | 'uplift'

/** People in the order of a score, best first, and where runs of equal scores end: made once, walked often. */
export type Ranking = { readonly order: Int32Array; readonly lastOfRun: Uint8Array }

export function rankBy(scores: ArrayLike<number>): Ranking {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b)
  return { order, lastOfRun: Uint8Array.from(order, (person, at) => (at === order.length - 1 || scores[order[at + 1]] !== scores[person] ? 1 : 0)) }
}

/** Walks the curve and hands over its points; `times` says how often each person counts (a bootstrap sample), once where absent. */
function walk(trial: Trial, weights: Float64Array, { order, lastOfRun }: Ranking, kind: CurveKind, times: ArrayLike<number> | null, point: (share: number, gain: number) => void): void {
  let people = 0
  let allTreated = 0
  for (let i = 0; i < order.length; i++) {
    const count = times?.[i] ?? 1
    people += count
    if (trial.treated[i] > 0) allTreated += count * weights[i]
  }
  let taken = 0
  let nT = 0
  let nC = 0
  let yT = 0
  let yC = 0
  for (let at = 0; at < order.length; at++) {
    const i = order[at]
    const count = times?.[i] ?? 1
    taken += count
    const weight = count * weights[i]
    if (trial.treated[i] > 0) {
      nT += weight
      yT += weight * trial.outcome[i]
    } else {
      nC += weight
      yC += weight * trial.outcome[i]
    }
    if (lastOfRun[at] === 0) continue
    const share = taken / people
    if (kind === 'qini') point(share, (yT - (nC > 0 ? yC * nT / nC : 0)) / allTreated)
    else point(share, ((nT > 0 ? yT / nT : 0) - (nC > 0 ? yC / nC : 0)) * share)
  }
}

export function gainCurve(trial: Trial, scores: ArrayLike<number>, kind: CurveKind): GainCurve {
  requireScores(trial, scores)
  const share = [0]
  const gain = [0]
  walk(trial, armWeights(trial), rankBy(scores), kind, null, (x, y) => {
    share.push(x)
    gain.push(y)
  })
  return { share: Float64Array.from(share), gain: Float64Array.from(gain) }
}

/** Trapezoids under a curve, and what lies above the straight line to its end: the line of taking people at random. */
export function areaOf(trial: Trial, weights: Float64Array, ranking: Ranking, kind: CurveKind, times: ArrayLike<number> | null = null): { under: number; aboveRandom: number } {
  let under = 0
  let x = 0
  let y = 0
  walk(trial, weights, ranking, kind, times, (share, gain) => {
    under += (share - x) * (gain + y) / 2
    x = share
    y = gain
  })
  return { under, aboveRandom: under - y / 2 }
}

export type CurveScore = {
  /** Area under the curve: of `uplift`, AUUC. */
  readonly under: number
  /** Area above the random line: of `qini`, Radcliffe's Q, in outcome per head; 0 says no better than at random. */
  readonly aboveRandom: number
  /** aboveRandom over that of the best order there could be; null where that is 0. Outcomes of 0 and 1 only. */
  readonly normalised: number | null
}

/** Area of a scoring of n people. `normalised` is scikit-uplift's qini_auc_score and uplift_auc_score. */
export function curveScore(trial: Trial, scores: ArrayLike<number>, kind: CurveKind): CurveScore {
  requireScores(trial, scores)
  const weights = armWeights(trial)
  const area = areaOf(trial, weights, rankBy(scores), kind)
  const best = areaOf(trial, weights, rankBy(perfectScores(trial, kind)), kind).aboveRandom
  return { ...area, normalised: best === 0 ? null : area.aboveRandom / best }
}

/** The order that hindsight would have chosen, with the ties of the definitions it is compared by. */
function perfectScores({ treated, outcome }: Trial, kind: CurveKind): Float64Array {
  const n = treated.length
  if (kind === 'qini') return Float64Array.from({ length: n }, (_, i) => (treated[i] > 0 ? outcome[i] : -outcome[i]))
  let controlYes = 0
  let treatedNo = 0
  for (let i = 0; i < n; i++) {
    if (treated[i] > 0) treatedNo += outcome[i] > 0 ? 0 : 1
    else controlYes += outcome[i] > 0 ? 1 : 0
  }
  return Float64Array.from({ length: n }, (_, i) => 2 * Number((treated[i] > 0) === (outcome[i] > 0)) + Number(controlYes > treatedNo ? outcome[i] > 0 : treated[i] > 0))
}

export function requireScores(trial: Trial, scores: ArrayLike<number>): void {
  if (scores.length !== trial.treated.length) throw new RangeError(`${trial.treated.length} people, but ${scores.length} scores.`)
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i])) throw new RangeError(`Score ${i} is not a number.`)
}
