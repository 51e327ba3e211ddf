import type { Rng } from '../../models/rng.ts'
import { chance, clamp, normal } from './draw.ts'
import type { Persona } from './personas.ts'

/** The traits below, by the names identify calls give them. */
export const sensitiveTraits: readonly string[] = ['gender', 'birthYear']

export type Gender = 'female' | 'male'

/** What a shop may know and should not group people by. Left out by those who don't say. */
export type Sensitive = { readonly gender?: Gender; readonly birthYear?: number }

/**
 * Drawn so that a check of the personas has something to find and something to acquit: three in ten renovators are women, of every other
 * persona half; the year of birth is the same for all. Seven in ten say the one, about half the other, whatever it is.
 */
export function drawSensitive(rng: Rng, persona: Persona): { readonly gender: Gender; readonly told: Sensitive } {
  const gender = chance(rng, persona.women) ? 'female' : 'male'
  const birthYear = Math.round(clamp(normal(rng, 1977, 14), 1935, 2007))
  const [saysGender, saysYear] = [chance(rng, 0.7), chance(rng, 0.55)]
  return { gender, told: { ...(saysGender ? { gender } : {}), ...(saysYear ? { birthYear } : {}) } }
}
