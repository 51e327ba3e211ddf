import type { Rng } from '../../models/rng.ts'
import { day } from './clock.ts'
import { chance, drawOne, uniform } from './draw.ts'
import { drawHabits, type Habits } from './habits.ts'
import { personaKeys, personas, type PersonaKey } from './personas.ts'

/** That some customers become others: this share of those who are there at `from`, each from a moment of their own between `from` and the end. */
export type ChangeWish = { readonly share: number; readonly from: Date }

/** One customer who takes on the habits of another persona. Home, devices, loyalty card and consents stay their own. */
export type Change = { readonly at: number; readonly persona: PersonaKey; readonly habits: Habits }

/** What is left of the months after the last of the changes, so that each of them shows: the share that new customers get too. */
const LATEST = 0.85

export function drawChange(rng: Rng, persona: PersonaKey, joinedAt: number, { share, from }: ChangeWish, until: number): Change | null {
  const start = from.getTime()
  if (!chance(rng, share) || joinedAt >= start) return null
  const other = drawOne(rng, personaKeys.filter((key) => key !== persona))
  return { at: Math.floor(uniform(rng, start, start + LATEST * (until - start))), persona: other, habits: drawHabits(rng, personas[other]) }
}

/** Refuses a share that is none, a moment outside the months, and one so late that less than a week is left after a change: the store may be shut all of it. */
export function requireChange({ share, from }: ChangeWish, start: number, until: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`change.share must lie between 0 and 1, not ${share}.`)
  const at = from.getTime()
  if (!(at >= start && (1 - LATEST) * (until - at) >= 7 * day)) throw new RangeError('change.from must lie within the months of the shop, seven weeks before their end at the latest.')
}
