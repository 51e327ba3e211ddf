import { chance } from './draw.ts'
import { note, noteTrack } from './diary.ts'
import type { Habits } from './habits.ts'
import type { Access, Life } from './life.ts'
import { browserSender } from './senders.ts'
import { thinkingTime } from './till.ts'
import type { Sender } from './wire.ts'

/** A visit under way: the clock runs, and the sender changes when somebody signs in. */
export type Session = { readonly access: Access; readonly campaign: string | undefined; at: number; signedIn: boolean; from: Sender }

/** Signing in before there is a need to; a device that two people use asks more of them. */
export function signInOften(life: Life, habits: Habits, session: Session): void {
  if (session.signedIn || !life.registered) return
  if (chance(life.rng, session.access.shared ? Math.max(0.6, habits.login) : habits.login)) signIn(life, session)
}

/** From here on the device sends the user id; an identify ties the anonymous past to it. */
export function signIn(life: Life, session: Session): void {
  const { profile, diary } = life
  const first = !life.signedIn.has(session.access.key)
  session.at += thinkingTime(life)
  session.signedIn = true
  session.from = browserSender(profile, session.access, true, session.at, session.campaign)
  const { email, firstName, country, region, city, postalCode, gender, birthYear } = profile.traits
  if (session.access.app && first) note(diary, session.at, session.from, { type: 'alias', previousId: session.access.anonymousId })
  note(diary, session.at + 200, session.from, { type: 'identify', traits: { email, ...(firstName ? { firstName } : {}), country, region, city, postalCode, ...(gender ? { gender } : {}), ...(birthYear ? { birthYear } : {}) } })
  session.at += 400
  life.registered = true
  life.signedIn.set(session.access.key, true)
}

export function signOut(life: Life, session: Session): void {
  session.at += thinkingTime(life)
  noteTrack(life.diary, session.at, session.from, 'Signed Out', { reason: 'shared_device' })
  session.signedIn = false
}
