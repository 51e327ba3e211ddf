import type { Rng } from '../../models/rng.ts'
import { day, minute } from './clock.ts'
import { chance, drawOne, uniform } from './draw.ts'
import type { Persona } from './personas.ts'

export const purposeKeys = [
  'personalize.content.profiling', 'personalize.content.profiled', 'personalize.content.limited', 'analytics.reporting', 'train_ai_system', 'marketing.communications.email', 'location.precise',
] as const
export type Purpose = (typeof purposeKeys)[number]

export type ConsentRecord = {
  readonly at: Date
  readonly purposes: Readonly<Record<Purpose, boolean>>
  readonly notice: { readonly id: string; readonly version: string; readonly language: string }
  readonly method: 'accept' | 'save' | 'reject'
  readonly source: 'banner' | 'preference-centre' | 'store-form'
}

type Choice = { readonly profile: boolean; readonly train: boolean; readonly report: boolean; readonly email: boolean; readonly precise: boolean }

/**
 * What one customer agreed to, oldest first; empty when nobody ever asked. The first record precedes the first event, save for the
 * few who decide later. About one in twenty-five withdraws again, and some refusers come round.
 */
export function drawConsents(rng: Rng, persona: Persona, joinedAt: number, start: number, until: number): readonly ConsentRecord[] {
  const wanted = persona.consent
  if (chance(rng, wanted.none)) return []
  const first = drawChoice(rng, wanted)
  const old = joinedAt <= start
  const at = chance(rng, 0.03) ? uniform(rng, joinedAt, until) : old ? start - uniform(rng, 5, 500) * day : joinedAt - 2 * minute
  const records = [record(rng, at, first)]
  const later = uniform(rng, 0.3, 0.98)
  const changedAt = Math.max(at, joinedAt) + later * (until - Math.max(at, joinedAt))
  if (first.profile && chance(rng, 0.035)) records.push(record(rng, changedAt, { profile: false, train: false, report: false, email: first.email && chance(rng, 0.3), precise: false }))
  else if (first.email && chance(rng, 0.05)) records.push(record(rng, changedAt, { ...first, email: false }))
  else if (!first.profile && chance(rng, 0.06)) records.push(record(rng, changedAt, { ...first, profile: true, train: true, report: true }))
  return records
}

function drawChoice(rng: Rng, wanted: Persona['consent']): Choice {
  const full = chance(rng, wanted.full)
  // Nearly everyone who agrees to profiles agrees to learning too; the rest of the refusers refuse nearly everything.
  return {
    profile: full,
    train: full && chance(rng, 0.985),
    report: full ? chance(rng, 0.99) : chance(rng, 0.3),
    email: chance(rng, full ? Math.min(0.95, wanted.email * 1.1) : wanted.email * 0.5),
    precise: chance(rng, full ? Math.min(0.95, wanted.precise * 1.15) : wanted.precise * 0.15),
  }
}

function record(rng: Rng, at: number, choice: Choice): ConsentRecord {
  const all = choice.profile && choice.train && choice.report && choice.email && choice.precise
  const none = !choice.profile && !choice.report && !choice.email && !choice.precise
  return {
    at: new Date(Math.floor(at)),
    purposes: {
      'personalize.content.profiling': choice.profile,
      'personalize.content.profiled': choice.profile,
      'personalize.content.limited': true,
      'analytics.reporting': choice.report,
      train_ai_system: choice.train,
      'marketing.communications.email': choice.email,
      'location.precise': choice.precise,
    },
    notice: { id: 'privacy-notice', version: chance(rng, 0.4) ? '2' : '3', language: 'de' },
    method: all ? 'accept' : none ? 'reject' : 'save',
    source: drawOne(rng, all || none ? ['banner', 'banner', 'store-form'] : ['banner', 'preference-centre', 'store-form']),
  }
}

/** False before the first record: nothing was agreed to yet. */
export function agreed(records: readonly ConsentRecord[], purpose: Purpose, at: number): boolean {
  let answer = false
  for (const record of records) {
    if (record.at.getTime() > at) break
    answer = record.purposes[purpose]
  }
  return answer
}
