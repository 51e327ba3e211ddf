/**
 * Who was treated, with what chance, and what came of it; length n each. Without `chance` everybody had the same one, which then cancels
 * out of every comparison. Treatment must depend on nothing but the chance (and, for outcome models, on the columns): a log without
 * either says nothing about uplift.
 */
export type Trial = {
  readonly treated: ArrayLike<number> // 0 or 1
  readonly outcome: ArrayLike<number> // 0 or 1, or money
  readonly chance?: ArrayLike<number> // P(treated | what was known), in (0, 1)
}

/** Inverse chance of the arm a person is in: 1/e treated, 1/(1 − e) not; 1 without chances. Throws where nobody could have been in the other arm. */
export function armWeights({ treated, chance }: Trial): Float64Array {
  return Float64Array.from({ length: treated.length }, (_, i) => {
    if (chance === undefined) return 1
    if (!(chance[i] > 0 && chance[i] < 1)) throw new RangeError(`Row ${i} has a chance of treatment outside (0, 1).`)
    return treated[i] > 0 ? 1 / chance[i] : 1 / (1 - chance[i])
  })
}

/** Share treated, or the chance of row i. */
export function chanceAt(trial: Trial, i: number, share: number): number {
  return trial.chance?.[i] ?? share
}

export function treatedShare({ treated }: Trial): number {
  let sum = 0
  for (let i = 0; i < treated.length; i++) sum += treated[i] > 0 ? 1 : 0
  return sum / treated.length
}

/** A difference between arms with its 95 % interval. */
export type ArmDifference = {
  readonly treated: number // mean outcome
  readonly control: number
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly treatedN: number // people
  readonly controlN: number
}

const Z = 1.959_963_984_540_054

/**
 * Mean outcome of the treated less that of the others, each weighted by the inverse chance of its arm and divided by the sum of weights
 * (Hájek 1971), with the interval of a normal; the variance of an arm is Σw²(y − ȳ)²/(Σw)². Only rows in `rows` where given. Null when
 * an arm has fewer than two people. Without chances the plain difference of means, the average treatment effect of an experiment.
 */
export function armDifference(trial: Trial, rows?: ArrayLike<number>): ArmDifference | null {
  const weights = armWeights(trial)
  const n = rows?.length ?? trial.treated.length
  const people = [0, 0]
  const total = [0, 0]
  const mean = [0, 0]
  for (let at = 0; at < n; at++) {
    const i = rows?.[at] ?? at
    const arm = trial.treated[i] > 0 ? 1 : 0
    people[arm] += 1
    total[arm] += weights[i]
    mean[arm] += weights[i] * trial.outcome[i]
  }
  if (people[0] < 2 || people[1] < 2) return null
  const variance = [0, 0]
  for (const arm of [0, 1]) mean[arm] /= total[arm]
  for (let at = 0; at < n; at++) {
    const i = rows?.[at] ?? at
    const arm = trial.treated[i] > 0 ? 1 : 0
    variance[arm] += (weights[i] * (trial.outcome[i] - mean[arm]) / total[arm]) ** 2
  }
  const margin = Z * Math.sqrt(variance[0] * people[0] / (people[0] - 1) + variance[1] * people[1] / (people[1] - 1))
  const difference = mean[1] - mean[0]
  return { treated: mean[1], control: mean[0], difference, low: difference - margin, high: difference + margin, treatedN: people[1], controlN: people[0] }
}
