import { isPurpose, type Purpose } from '../consent/purposes.ts'
import type { Place } from '../customers/profile.ts'
import type { Traits } from '../store/schema/people.ts'
import type { DomainEvent, JsonObject } from './event.ts'
import type { Message } from './wire.ts'

type Context = NonNullable<Message['context']>

const PHONE = /iPhone|Android.+Mobile|Windows Phone/i
const TABLET = /iPad|Tablet|Android/i

/** mobile, tablet or desktop: all that is kept of the user agent. Null for a server's. */
export function deviceOf(context: Context | null | undefined): string | null {
  const said = context?.device?.type
  if (typeof said === 'string') return said
  const userAgent = context?.userAgent
  if (typeof userAgent !== 'string' || !userAgent.startsWith('Mozilla/')) return null
  return PHONE.test(userAgent) ? 'mobile' : TABLET.test(userAgent) ? 'tablet' : 'desktop'
}

export function placeOf(location: Context['location']): Place | null {
  if (location === null || location === undefined) return null
  const { country, region, city, latitude, longitude } = location
  const whole = typeof latitude === 'number' && typeof longitude === 'number'
  if (!whole && typeof country !== 'string' && typeof region !== 'string' && typeof city !== 'string') return null
  return { country: country ?? null, region: region ?? null, city: city ?? null, lat: whole ? latitude : null, lon: whole ? longitude : null }
}

/** What the log keeps of an event beside its columns. An e-mail address is kept with the customer's traits only. */
export function propertiesOf(message: Message): JsonObject {
  const given = (message.properties ?? {}) as JsonObject
  const campaign = message.context?.campaign
  const hasCampaign = campaign !== null && campaign !== undefined
  if (message.name === undefined && !hasCampaign && !('email' in given) && message.type !== 'group') return given
  const { email: _email, ...kept } = given
  if (typeof message.name === 'string') Object.assign(kept, { name: message.name })
  if (hasCampaign) Object.assign(kept, { campaign })
  if (typeof message.groupId === 'string' && message.type === 'group') Object.assign(kept, { group_id: message.groupId })
  return kept
}

const MOST_TRAITS = 300

/** Plain values; one level of nested ones under names such as 'address.city'. Lists are left out. */
export function traitsOf(message: Message): Traits {
  const given = { ...message.context?.traits, ...message.traits }
  const flat = Object.entries(given).flatMap(([name, value]) => typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([inner, each]): [string, unknown] => [`${name}.${inner}`, each]) : [[name, value] as [string, unknown]])
  return Object.fromEntries(flat.filter((pair): pair is [string, string | number | boolean | null] => pair[1] === null || ['string', 'number', 'boolean'].includes(typeof pair[1])).slice(0, MOST_TRAITS))
}

const CONSENT_EVENT = 'Segment Consent Preference Updated'

/** The yes and no to our purposes that came along; other keys of a consent tool are not ours to read. */
export function choicesOf(message: Message): DomainEvent['choices'] {
  const track = message.type === 'track'
  if (track && message.event === 'Unsubscribed') return { explicit: true, purposes: { 'marketing.communications.email': false } }
  const said = message.context?.consent?.categoryPreferences
  if (said === null || said === undefined) return null
  const known = Object.entries(said).filter((pair): pair is [Purpose, boolean] => isPurpose(pair[0]) && typeof pair[1] === 'boolean')
  return known.length === 0 ? null : { explicit: track && message.event === CONSENT_EVENT, purposes: Object.fromEntries(known) }
}
