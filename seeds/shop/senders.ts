import { agreed } from './consents.ts'
import type { Profile } from './customers.ts'
import type { Context, Location, Sender } from './wire.ts'

/** The senders a customer's events come from: browser, app, till, call centre, mail system. A sender knows the identifiers its system knows. */
export const deviceTypes = ['mobile', 'desktop', 'tablet'] as const
export type DeviceType = (typeof deviceTypes)[number]

const libraries = {
  web: { name: 'analytics.js', version: '2.11.1' },
  app: { name: 'analytics-kotlin', version: '1.16.3' },
  server: { name: 'analytics-node', version: '3.1.0' },
} as const
const appInfo = { name: 'Hagenvik', version: '5.4.0' }
const localeOf: Record<string, string> = { DE: 'de-DE', AT: 'de-AT', CH: 'de-CH' }
const zoneOf: Record<string, string> = { DE: 'Europe/Berlin', AT: 'Europe/Vienna', CH: 'Europe/Zurich' }
const deviceInfo: Record<DeviceType, { readonly type: DeviceType }> = { mobile: { type: 'mobile' }, desktop: { type: 'desktop' }, tablet: { type: 'tablet' } }

/** Country and region; city and coordinates only where the customer had agreed to a precise place by then. */
export function locationOf(profile: Profile, at: number): Location {
  const { country, region, city, lat, lon } = profile.traits
  return agreed(profile.consents, 'location.precise', at) ? { country, region, city, latitude: lat, longitude: lon } : { country, region }
}

export type Browser = { readonly anonymousId: string; readonly device: DeviceType; readonly app: boolean }

export function browserSender(profile: Profile, browser: Browser, signedIn: boolean, at: number, campaign?: string): Sender {
  const country = profile.traits.country
  const context: Context = {
    library: browser.app ? libraries.app : libraries.web,
    device: deviceInfo[browser.device],
    ...(browser.app ? { app: appInfo } : {}),
    locale: localeOf[country]!,
    timezone: zoneOf[country]!,
    location: locationOf(profile, at),
    ...(campaign ? { campaign: { name: campaign, source: 'newsletter', medium: 'email' } } : {}),
    ...(signedIn && profile.traits.loyaltyId ? { externalIds: loyalty(profile.traits.loyaltyId) } : {}),
  }
  return { channel: browser.app ? 'mobile' : 'web', anonymousId: browser.anonymousId, ...(signedIn ? { userId: profile.userId } : {}), context }
}

/** A browser nobody has signed in on and that asks for nothing. */
export function strangerSender(anonymousId: string, device: DeviceType, country: string, region: string): Sender {
  return {
    channel: 'web',
    anonymousId,
    context: { library: libraries.web, device: deviceInfo[device], locale: localeOf[country]!, timezone: zoneOf[country]!, location: { country, region } },
  }
}

/** The till knows the loyalty card, the customer, or both; a receipt without a customer goes under an id of its own. */
export function tillSender(known: { readonly userId?: string; readonly receiptId?: string; readonly loyaltyId?: string }): Sender {
  return {
    channel: 'server',
    ...(known.userId ? { userId: known.userId } : {}),
    ...(known.receiptId ? { anonymousId: known.receiptId } : {}),
    context: { library: libraries.server, ...(known.loyaltyId ? { externalIds: loyalty(known.loyaltyId) } : {}) },
  }
}

/** Events the shop's own systems send about a customer they know. */
export function serverSender(userId: string, touchpoint?: Context['touchpoint']): Sender {
  return { channel: 'server', userId, context: { library: libraries.server, ...(touchpoint ? { touchpoint } : {}) } }
}

function loyalty(id: string): NonNullable<Context['externalIds']> {
  return [{ id, type: 'loyalty_id', collection: 'users', encoding: 'none' }]
}
