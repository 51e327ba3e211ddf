import type { PersonaKey } from '../../shop/personas.ts'
import type { Members } from '../../shop/recovery.ts'

/** |A ∩ B| / |A ∪ B| of a persona's members in two runs, over those who are in a persona both times; null where none of them was in this one. */
export function jaccardOf(persona: string, before: Members, now: Members): number | null {
  let both = 0
  let either = 0
  for (const [userId, was] of before) {
    const is = now.get(userId) ?? null
    if (was === null || is === null) continue
    if (was === persona && is === persona) both++
    if (was === persona || is === persona) either++
  }
  return either > 0 ? both / either : null
}

/** So many people, how many of them moved to another persona, and how many of those to the one where most of their kind are. */
export type Moved = { readonly people: number; readonly moved: number; readonly arrived: number }

/** Of those who changed their habits meanwhile, and of those who didn't. */
export type Movement = { readonly changed: Moved; readonly same: Moved }

/** Who is in another persona than before, of those who are in one both times. `kinds` knows what everybody is now, `homes` where each kind was found. */
export function movement(before: Members, now: Members, changes: ReadonlySet<string>, kinds: ReadonlyMap<string, PersonaKey>, homes: ReadonlyMap<PersonaKey, string>): Movement {
  const changed = { people: 0, moved: 0, arrived: 0 }
  const same = { people: 0, moved: 0, arrived: 0 }
  for (const [userId, was] of before) {
    const is = now.get(userId) ?? null
    if (was === null || is === null) continue
    const count = changes.has(userId) ? changed : same
    count.people++
    if (is === was) continue
    count.moved++
    const kind = kinds.get(userId)
    if (kind !== undefined && homes.get(kind) === is) count.arrived++
  }
  return { changed, same }
}

/** The persona that most people of each latent kind are in. */
export function homesOf(members: Members, truth: ReadonlyMap<string, PersonaKey>): Map<PersonaKey, string> {
  const counts = new Map<PersonaKey, Map<string, number>>()
  for (const [userId, persona] of members) {
    const kind = truth.get(userId)
    if (kind === undefined || persona === null) continue
    const own = counts.get(kind) ?? new Map<string, number>()
    counts.set(kind, own.set(persona, (own.get(persona) ?? 0) + 1))
  }
  return new Map([...counts].map(([kind, own]) => [kind, [...own].reduce((most, each) => (each[1] > most[1] ? each : most))[0]]))
}
