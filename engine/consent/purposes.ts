/** What personal data may be used for: fideslang data-use keys. */
export const PURPOSES = [
  /** Build a profile and personas (TCF purpose 5). */
  'personalize.content.profiling',
  /** Use the profile in a decision (TCF purpose 6). */
  'personalize.content.profiled',
  /** Choose content from the context of the call alone (TCF purpose 11); needs no consent. */
  'personalize.content.limited',
  'analytics.reporting',
  'marketing.communications.email',
  'train_ai_system',
  /** Place finer than the region. */
  'location.precise',
] as const

export type Purpose = (typeof PURPOSES)[number]

/** Everything is denied until somebody says yes, save what reads no profile. */
export const ALLOWED_BY_DEFAULT: ReadonlySet<Purpose> = new Set<Purpose>(['personalize.content.limited'])

/** Version of the rules in this folder; stands in every record and decision. */
export const POLICY_VERSION = '2026-11'

export function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text)
}
