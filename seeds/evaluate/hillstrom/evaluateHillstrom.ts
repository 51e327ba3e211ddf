import type { Interval } from '../../../models/bootstrap.ts'
import { shuffle } from '../../../models/draws.ts'
import { derive } from '../../../models/rng.ts'
import { bootstrapQini } from '../../../models/uplift/bootstrapTrial.ts'
import { policyGain, topShare, type PolicyGain } from '../../../models/uplift/policyGain.ts'
import { armDifference, type ArmDifference } from '../../../models/uplift/trial.ts'
import { upliftGroups, type UpliftGroup } from '../../../models/uplift/upliftGroups.ts'
import { chooseSettings, columnsFor, scoreRows, trialOf, type Choice, type Columns, type ScorerName } from './chooseScorer.ts'
import { ARMS, OUTCOMES, readHillstrom, type Arm, type EmailTest, type Outcome } from './read.ts'

const SCORERS: readonly ScorerName[] = ['t-learner', 'class-transformation', 'transformed-outcome', 'response']
const SHARE = 0.3
/** The data know neither: a share of the dollars spent that stays with the shop, and dollars an e-mail costs (a voucher in it, say). Both are assumptions. */
export const ASSUMED = { margin: 0.3, costs: [0.05, 0.15, 0.25] } as const
/** Resamples of a policy's worth: its interval needs fewer than the curves' do, and there are many. */
const POLICY_RESAMPLES = { resamples: 400, level: 0.95 }
const NOTHING_OFF = { worth: 1, cost: 0 }

type Scored = Choice & { readonly name: ScorerName; readonly qini: Interval; readonly overResponse: Interval; readonly visits: PolicyGain; readonly spend: PolicyGain }
type Value = { readonly cost: number; readonly byExpectedValue: PolicyGain; readonly everybody: PolicyGain }

export type ArmEvaluation = {
  readonly arm: Arm
  readonly n: number
  readonly testN: number
  /** Of all customers of the comparison. */
  readonly effects: { readonly [outcome in Outcome]: ArmDifference }
  readonly scorers: readonly Scored[]
  /** Best on validation, the response model aside. */
  readonly chosen: ScorerName
  readonly groups: readonly UpliftGroup[]
  readonly values: readonly Value[]
}

export type HillstromEvaluation = {
  readonly protocol: 'hillstrom'
  readonly data: { readonly rows: number; readonly split: string }
  readonly arms: readonly ArmEvaluation[]
  readonly assumed: typeof ASSUMED
  readonly seed: number
}

/**
 * Each e-mail against none. Half of the customers (drawn under the seed) are learnt from, settings and method chosen by four folds of them;
 * the other half is looked at once. Uplift is of visits; expected value = margin × uplift in conversions × dollars of an order − cost.
 */
export async function evaluateHillstrom(folder: string, seed: number, progress: (share: number, words: string) => void): Promise<HillstromEvaluation> {
  const { rows, of } = await readHillstrom(folder)
  const arms = ARMS.map((arm, k) => {
    progress(k / ARMS.length, arm)
    return evaluateArm(arm, of(arm), seed)
  })
  return { protocol: 'hillstrom', data: { rows, split: 'half of each comparison held out at random under the seed; settings and method by four folds of the other half' }, arms, assumed: ASSUMED, seed }
}

function evaluateArm(arm: Arm, test: EmailTest, seed: number): ArmEvaluation {
  const { treated, outcomes: { visit, conversion, spend } } = test
  const n = treated.length
  const x = columnsFor(test.x)
  const order = shuffle(derive(seed, `${arm} split`), Int32Array.from({ length: n }, (_, i) => i))
  const fit = order.subarray(0, n >> 1)
  const held = order.subarray(n >> 1)
  const everybody = Int32Array.from({ length: n }, (_, i) => i)
  const rng = (what: string) => derive(seed, `${arm} ${what}`)

  const choices = SCORERS.map((name) => ({ name, ...chooseSettings(name, x, treated, visit, fit, rng('folds')) }))
  const scores = choices.map(({ name, settings }) => scoreRows(name, settings, x, treated, visit, fit, held))
  const { qini, overLast } = bootstrapQini(trialOf(treated, visit, held), scores, rng('qini'))
  const gain = (outcome: Float64Array, chosen: Uint8Array) => policyGain(trialOf(treated, outcome, held), chosen, NOTHING_OFF, rng('policy'), POLICY_RESAMPLES)
  const scorers = choices.map((choice, k) => {
    const chosen = topShare(scores[k], SHARE)
    return { ...choice, qini: qini[k], overResponse: overLast[k], visits: gain(visit, chosen), spend: gain(spend, chosen) }
  })
  const best = choices.reduce((at, { name, validationQini }, k) => (name !== 'response' && validationQini > choices[at].validationQini ? k : at), 0)
  return {
    arm, n, testN: held.length,
    effects: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, effectOf(trialOf(treated, test.outcomes[outcome], everybody))])) as { [outcome in Outcome]: ArmDifference },
    scorers, chosen: SCORERS[best], groups: upliftGroups(trialOf(treated, visit, held), scores[best]),
    values: valuesOf(x, treated, conversion, spend, fit, held, rng),
  }
}

function effectOf(trial: Parameters<typeof armDifference>[0]): ArmDifference {
  const difference = armDifference(trial)
  if (difference === null) throw new RangeError('An arm of the test is empty.')
  return difference
}

/** "Treat whose expected value is above 0" against treating everybody, at several costs. */
function valuesOf(x: Columns, treated: Uint8Array, conversion: Float64Array, spend: Float64Array, fit: Int32Array, held: Int32Array, rng: (what: string) => () => number): Value[] {
  const { settings } = chooseSettings('t-learner', x, treated, conversion, fit, rng('folds of conversion'))
  const uplift = scoreRows('t-learner', settings, x, treated, conversion, fit, held)
  let dollars = 0
  let orders = 0
  for (const i of fit) {
    dollars += spend[i]
    orders += conversion[i]
  }
  const trial = trialOf(treated, spend, held)
  return ASSUMED.costs.map((cost) => {
    const value = (chosen: Uint8Array) => policyGain(trial, chosen, { worth: ASSUMED.margin, cost }, rng('value'), POLICY_RESAMPLES)
    return { cost, byExpectedValue: value(Uint8Array.from(uplift, (gain) => Number(ASSUMED.margin * gain * dollars / orders - cost > 0))), everybody: value(new Uint8Array(held.length).fill(1)) }
  })
}
