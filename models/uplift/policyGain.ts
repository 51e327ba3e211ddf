import type { Interval } from '../bootstrap.ts'
import type { Rng } from '../rng.ts'
import { bootstrapFigures, type Resampling } from './bootstrapTrial.ts'
import { armWeights, type Trial } from './trial.ts'

/** What a rule who to treat is worth, per head of all people, in the outcome's unit less the cost of treating. */
export type PolicyGain = {
  readonly share: number // treated by the rule
  readonly gain: Interval // over treating nobody
  readonly random: Interval // as many, drawn at random
  readonly overRandom: Interval
}

/**
 * Value of treating those for whom `chosen` is 1, against nobody and against as many at random, from a trial: share × (difference of the arms'
 * means among the chosen − cost), arms weighted by inverse chance. `worth` turns an outcome into value; `cost` is of treating one person. Means of the
 * arms and their difference come from one bootstrap, so that the comparison is paired.
 */
export function policyGain(trial: Trial, chosen: ArrayLike<number>, { worth, cost }: { readonly worth: number; readonly cost: number }, rng: Rng, options?: Resampling): PolicyGain {
  const n = trial.treated.length
  if (chosen.length !== n) throw new RangeError(`${n} people, but ${chosen.length} choices.`)
  const weights = armWeights(trial)
  let share = 0
  const [gain, random, overRandom] = bootstrapFigures(n, (times) => {
    // Sums of weight and of outcome: [all, chosen] × [control, treated].
    const weight = [0, 0, 0, 0]
    const value = [0, 0, 0, 0]
    let people = 0
    let taken = 0
    for (let i = 0; i < n; i++) {
      const count = times?.[i] ?? 1
      if (count === 0) continue
      people += count
      const arm = trial.treated[i] > 0 ? 1 : 0
      const w = count * weights[i]
      weight[arm] += w
      value[arm] += w * trial.outcome[i]
      if (!(chosen[i] > 0)) continue
      taken += count
      weight[2 + arm] += w
      value[2 + arm] += w * trial.outcome[i]
    }
    const effect = (at: 0 | 2) => (weight[at] > 0 && weight[at + 1] > 0 ? value[at + 1] / weight[at + 1] - value[at] / weight[at] : 0)
    if (times === null) share = taken / people
    const ofRule = (taken / people) * (worth * effect(2) - cost)
    const atRandom = (taken / people) * (worth * effect(0) - cost)
    return [ofRule, atRandom, ofRule - atRandom]
  }, rng, options)
  return { share, gain, random, overRandom }
}

/** 1 for the share of people with the highest scores (⌊share × n⌉ of them), ties by the lower index. */
export function topShare(scores: ArrayLike<number>, share: number): Uint8Array {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b)
  const chosen = new Uint8Array(scores.length)
  for (const i of order.subarray(0, Math.round(share * scores.length))) chosen[i] = 1
  return chosen
}
