import { coded } from '../../../engine/personas/finding/sensitive.ts'
import { sensitiveAssociation } from '../../../models/association/sensitiveAssociation.ts'
import { verdictOf, type Verdict } from '../../../models/association/verdict.ts'
import { derive } from '../../../models/rng.ts'
import type { Sensitive } from './material.ts'

/** How much the personas tell about something that never was among their features. */
export type SensitiveFinding = {
  readonly attribute: string
  /** People whose value is known. */
  readonly n: number
  /** I(persona; attribute) in nats, corrected for its bias; the same over the attribute's entropy, 0..1. */
  readonly mi: number
  readonly nmi: number
  readonly cramersV: number
  /** By tables drawn with the same sums. */
  readonly p: number
  readonly verdict: Verdict['verdict']
  /** Where the personas lean most: the greatest difference from everybody else, by Cohen's h. */
  readonly most: { readonly persona: number; readonly value: string; readonly share: number; readonly rest: number } | null
}

/** `people` are the customer numbers of the labels. */
export function findSensitive({ name, of }: Sensitive, people: Int32Array, labels: Int32Array, seed: number): SensitiveFinding {
  const { codes, names } = coded(Array.from(people, (customer) => of[customer]))
  const association = sensitiveAssociation(labels, codes, derive(seed, `sensitive ${name}`))
  const { n, mi, nmi, cramersV, p } = association
  const { verdict, named } = verdictOf(association)
  const [most] = [...named].filter(({ group }) => group >= 0).sort((a, b) => Math.abs(b.h) - Math.abs(a.h))
  return { attribute: name, n, mi, nmi, cramersV, p, verdict, most: most === undefined ? null : { persona: most.group, value: names[most.value], share: most.share, rest: most.rest } }
}
