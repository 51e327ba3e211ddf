import { derive, type Rng } from '../../models/rng.ts'
import { atLocalHour, day, hour, minute, monthOf, monthsBetween } from './clock.ts'
import { agreed } from './consents.ts'
import type { Profile } from './customers.ts'
import { chance, drawIndex, normal, uniform } from './draw.ts'
import type { Habits } from './habits.ts'
import type { Campaign, World } from './world.ts'

/** A visit that will take place, before anyone knows what comes of it. */
export type PlannedVisit = { readonly at: number; readonly where: 'web' | 'app' | 'store' | 'phone'; readonly campaign?: Campaign }
export type MailContact = { readonly campaign: Campaign; readonly deliveredAt: number; readonly openedAt?: number; readonly clickedAt?: number }

export type Months = { readonly mails: readonly MailContact[]; readonly visits: readonly PlannedVisit[] }

/**
 * A customer's mails and visits from their own stream. Who changes keeps the plan they would have had until then, and from then on comes as a
 * new customer of the other persona would.
 */
export function planMonths(profile: Profile, world: World): Months {
  const rng = derive(world.seed, `plan:${profile.index}`)
  const mails = planMails(rng, profile, world)
  const visits = planVisits(rng, profile, world, mails)
  const { change } = profile
  if (change === undefined) return { mails, visits }
  const later = derive(world.seed, `plan after change:${profile.index}`)
  const changed = { ...profile, habits: change.habits, joinedAt: change.at }
  const allMails = [...mails.filter(({ campaign }) => campaign.at < change.at), ...planMails(later, changed, world).filter(({ campaign }) => campaign.at >= change.at)]
  const laterVisits = planVisits(later, changed, world, allMails).filter(({ at }) => at >= change.at)
  return { mails: allMails, visits: hoursApart([...visits.filter(({ at }) => at < change.at), ...laterVisits]) }
}

const places = ['web', 'app', 'store', 'phone'] as const

const fewestVisits = 5

/** Visits of one customer, ascending, at least an hour apart. */
function planVisits(rng: Rng, profile: Profile, world: World, mails: readonly MailContact[]): PlannedVisit[] {
  const { habits } = profile
  // New customers come more often at first, so that a year of theirs counts for more than two thirds of eighteen months.
  const expected = habits.visitsPerMonth * Math.sqrt(monthsBetween(profile.joinedAt, world.until) * monthsBetween(world.start, world.until))
  // Rounder than Poisson: people who shop for a home come back in a rhythm.
  const count = Math.max(fewestVisits, Math.round(normal(rng, expected, 0.7 * Math.sqrt(expected))))
  const visits: PlannedVisit[] = Array.from({ length: count }, () => planVisit(rng, profile, world.until))
  for (const mail of mails) {
    if (mail.clickedAt !== undefined) visits.push({ at: mail.clickedAt + 20_000, where: 'web', campaign: mail.campaign })
  }
  return hoursApart(visits.sort((a, b) => a.at - b.at))
}

function hoursApart(visits: readonly PlannedVisit[]): PlannedVisit[] {
  return visits.filter((visit, i) => i === 0 || visit.at - visits[i - 1]!.at > hour)
}

function planVisit(rng: Rng, profile: Profile, until: number): PlannedVisit {
  const { habits } = profile
  const where = places[drawIndex(rng, habits.channels)]!
  const onDay = drawDay(rng, habits, profile.joinedAt, until, where)
  const localHour = drawHour(rng, habits, where)
  const wished = atLocalHour(onDay, localHour)
  const at = wished < profile.joinedAt ? wished + day : wished
  return { at: profile.sharesDevices ? takeTurns(profile, at) : at, where }
}

/** Couples never use the shared device in the same half hour, so that sign-in and sign-out stay in order. */
function takeTurns(profile: Profile, at: number): number {
  const slot = Math.ceil(at / hour) * hour + (profile.index % 2) * 30 * minute
  return slot + (at % minute)
}

/** Seasons of what they buy, the sale weeks of late November, weekends or not; the store is shut on Sundays. */
function drawDay(rng: Rng, habits: Habits, from: number, until: number, where: PlannedVisit['where']): number {
  for (;;) {
    const at = uniform(rng, from, until)
    const weekday = new Date(at).getUTCDay()
    if (weekday === 0 && (where === 'store' || where === 'phone')) continue
    const weekend = weekday === 0 || weekday === 6 ? habits.weekend / 2 : (1 - habits.weekend) / 5
    const weight = habits.season[monthOf(at)]! * blackWeek(at) * weekend
    if (chance(rng, weight / 0.9)) return at
  }
}

function blackWeek(at: number): number {
  const date = new Date(at)
  return date.getUTCMonth() === 10 && date.getUTCDate() >= 20 ? 1.4 : 1
}

const opens: Record<PlannedVisit['where'], readonly [number, number]> = { web: [0, 24], app: [0, 24], store: [9.5, 19.5], phone: [8, 18] }

function drawHour(rng: Rng, habits: Habits, where: PlannedVisit['where']): number {
  const [from, to] = opens[where]
  const peak = habits.peaks[drawIndex(rng, habits.peaks.map(([, , weight]) => weight))]!
  const drawn = normal(rng, peak[0] + habits.hourShift, peak[1])
  const local = ((drawn % 24) + 24) % 24
  return local >= from && local < to ? local : uniform(rng, from, to)
}

/** Newsletters sent while the customer agrees to e-mail; some are opened, some of those clicked. */
function planMails(rng: Rng, profile: Profile, world: World): MailContact[] {
  return world.campaigns.flatMap((campaign) => {
    const deliveredAt = campaign.at + uniform(rng, 0, 40) * minute
    if (deliveredAt < profile.joinedAt || !agreed(profile.consents, 'marketing.communications.email', deliveredAt)) return []
    if (!chance(rng, profile.habits.mailOpen)) return [{ campaign, deliveredAt }]
    const openedAt = Math.max(deliveredAt + minute, atLocalHour(deliveredAt + (chance(rng, 0.3) ? day : 0), drawHour(rng, profile.habits, 'web')))
    return [chance(rng, 0.18) ? { campaign, deliveredAt, openedAt, clickedAt: openedAt + uniform(rng, 20, 200) * 1000 } : { campaign, deliveredAt, openedAt }]
  })
}
