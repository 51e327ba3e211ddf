import type { Psi } from './psi.ts'
import type { SizeChange } from './sizeChange.ts'

export type AlarmOptions = {
  /** False alarms a year one is ready to live with, on average, over everything that is watched. */
  readonly falsePerYear: number
  /** Days between the two windows, which are those since things were last judged; more than 365 count as 365. */
  readonly days: number
  /** A drift below this is too small to act on, however certain. 0.1 is where the usual rule of thumb starts to look. */
  readonly leastPsi: number
  /** The same for the size of a group: |now / before − 1|. */
  readonly leastChange: number
  /** With fewer people, before and now, a change raises no alarm. */
  readonly leastPeople: number
}

const defaults: Omit<AlarmOptions, 'days'> = { falsePerYear: 1, leastPsi: 0.1, leastChange: 0.1, leastPeople: 100 }

export type Alarms = {
  /** p at or below this is an alarm, where the change is great enough too. */
  readonly level: number
  readonly tests: number
  readonly features: readonly number[] // which of the drifts
  readonly sizes: readonly number[] // which of the size changes
}

/**
 * The level of one test: falsePerYear · days / 365 / tests. Where nothing changed a test errs with chance `level` at most, so a run
 * errs falsePerYear · days / 365 times on average, and a year falsePerYear times: expectations add up however much the features and the
 * runs depend on each other, and however often somebody runs it, because each run spends only the days since the last. (Bonferroni 1936
 * per family, as a bound on the number and not only the chance of errors; Gordon et al. 2007, Ann. Appl. Stat. 1, 179.) Holm and
 * Benjamini–Hochberg promise something else, and a level that learns from alarms (LORD) needs p-values more independent than a
 * customer's two months are.
 */
export function alarmLevel(tests: number, days: number, falsePerYear: number): number {
  if (!(days >= 0)) throw new RangeError(`${days} days since the last run: pass how long ago it was.`)
  return tests === 0 ? 0 : Math.min(1, (falsePerYear * Math.min(days, 365)) / 365 / tests)
}

/** What has changed beyond chance, and enough to matter. Which changes matter does not move the level: that would be choosing tests by their outcome. */
export function alarmsOf(
  drifts: readonly (Psi | null)[], sizes: readonly SizeChange[], options: Pick<AlarmOptions, 'days'> & Partial<AlarmOptions>,
): Alarms {
  const { days, falsePerYear, leastPsi, leastChange, leastPeople } = { ...defaults, ...options }
  const tests = drifts.filter((drift) => drift !== null).length + sizes.length
  const level = alarmLevel(tests, days, falsePerYear)
  const features = drifts.flatMap((drift, i) => (
    drift !== null && drift.p <= level && drift.psi >= leastPsi && Math.min(drift.before, drift.now) >= leastPeople ? [i] : []))
  const changed = sizes.flatMap(({ before, now, change, p }, i) => (
    p <= level && (change === null || Math.abs(change) >= leastChange) && Math.max(before, now) >= leastPeople ? [i] : []))
  return { level, tests, features, sizes: changed }
}
