import { describeFound, type Found } from './found.ts'
import { personasAt, rfmGroups, type Personas } from './groupings.ts'
import type { Material } from './material.ts'
import type { Moment } from './moment.ts'
import { membership, type Membership } from './popularWithin.ts'
import { predict, type Pair, type Prediction } from './predict.ts'
import { findSensitive, type SensitiveFinding } from './sensitive.ts'

export type PersonasEvaluation = {
  readonly protocol: 'personas'
  readonly data: { readonly name: string; readonly split: string; readonly [fact: string]: number | string }
  readonly found: Found
  /** One for each way of judging, the decisive one first. */
  readonly predictions: readonly Prediction[]
  readonly sensitive: readonly SensitiveFinding[]
  readonly seed: number
}

/** Personas of a data set: what they are, how far they can be trusted, what they say about what comes next, and what about whom they must not. */
export async function evaluatePersonas(material: Material, seed: number, progress: (share: number, words: string) => void): Promise<PersonasEvaluation> {
  const { name, counts, split, validation, test, settings } = material
  const early = personasAt(validation.features, seed, settings, (share, words) => progress(share, `the earlier moment: ${words}`))
  const late = personasAt(test.features, seed, settings, (share, words) => progress(share, `the later moment: ${words}`))
  const [earlyRfm, lateRfm] = [rfmGroups(validation, early.k, seed), rfmGroups(test, late.k, seed)]
  const rfm: Pair | null = earlyRfm === null || lateRfm === null ? null : { validation: earlyRfm, test: lateRfm }
  const predictions: Prediction[] = []
  for (const repeats of material.repeats) {
    progress(0.8, `judging, repeats ${repeats}`)
    predictions.push(await predict(material, repeats, { validation: membersOf(validation, early), test: membersOf(test, late) }, rfm, seed))
  }
  progress(0.9, 'other seeds')
  return {
    protocol: 'personas', data: { name, split, ...counts }, found: describeFound(test.features, late, seed, settings), predictions,
    sensitive: material.sensitive.map((each) => findSensitive(each, test.people, late.labels, seed)), seed,
  }
}

function membersOf({ before, people }: Moment, { labels, k, weights }: Personas): Membership {
  return membership(before.customers, people, labels, k, weights)
}
