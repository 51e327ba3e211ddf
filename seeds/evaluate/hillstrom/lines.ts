import type { Interval } from '../../../models/bootstrap.ts'
import type { PolicyGain } from '../../../models/uplift/policyGain.ts'
import type { ArmDifference } from '../../../models/uplift/trial.ts'
import type { HillstromEvaluation } from './evaluateHillstrom.ts'

const points = (value: number) => (100 * value).toFixed(2)
const dollars = (value: number) => value.toFixed(3)
const interval = ({ mean, low, high }: Interval, as: (value: number) => string) => `${as(mean)} [${as(low)}, ${as(high)}]`
const effect = ({ difference, low, high }: ArmDifference, as: (value: number) => string) => interval({ mean: difference, low, high }, as)
const policy = ({ gain, random, overRandom }: PolicyGain, as: (value: number) => string) => `${interval(gain, as)}, at random ${as(random.mean)}, gain over random ${interval(overRandom, as)}`

/** The evaluation in lines for a person: effects in percentage points and dollars a head. */
export function hillstromLines({ data, arms, assumed }: HillstromEvaluation): string[] {
  return [
    `hillstrom: ${data.split}. n = ${data.rows}`,
    ...arms.flatMap(({ arm, n, testN, effects, scorers, chosen, groups, values }) => [
      '',
      `${arm} against none, n = ${n}: visits ${effect(effects.visit, points)} pp, conversions ${effect(effects.conversion, points)} pp, spend ${effect(effects.spend, dollars)} a head`,
      `held out, n = ${testN}; chosen on validation: ${chosen}. Qini of visits, pp a head above random:`,
      ...scorers.map(({ name, qini, overResponse, settings }) => `  ${name.padEnd(20)} ${interval(qini, points)}${name === 'response' ? '' : `   over response ${interval(overResponse, points)}`}   ${settings.columns} columns, λ ${settings.l2}`),
      '30 % mailed, visits a 100 heads:',
      ...scorers.map(({ name, visits }) => `  ${name.padEnd(20)} ${policy(visits, points)}`),
      '30 % mailed, spend a head:',
      ...scorers.map(({ name, spend }) => `  ${name.padEnd(20)} ${policy(spend, dollars)}`),
      `visits of held-out tenths by ${chosen}, expected / seen, pp: ${groups.map(({ predicted, observed }) => `${points(predicted)} / ${observed === null ? '–' : points(observed.difference)}`).join(', ')}`,
      `worth a head where ${100 * assumed.margin} % of spend stays and a mailing costs (both assumed):`,
      ...values.map(({ cost, byExpectedValue, everybody }) => `  $${cost.toFixed(2)}: whose expected value is above 0 (${points(byExpectedValue.share)} %) ${interval(byExpectedValue.gain, dollars)}; everybody ${interval(everybody.gain, dollars)}`),
    ]),
  ]
}
