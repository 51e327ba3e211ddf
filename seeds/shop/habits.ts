import type { Rng } from '../../models/rng.ts'
import { chance, clamp, normal, sharesAround, wobble } from './draw.ts'
import { departments, families, seasonWeights } from './families.ts'
import { styles } from './names.ts'
import type { Persona } from './personas.ts'

/** How one customer behaves: a persona's numbers with this person's own deviation. Shares sum to 1, probabilities stay in (0, 1). */
export type Habits = Pick<Persona, 'peaks' | 'again'> & {
  /** Share of interest by family, before the season. */
  readonly families: Float64Array
  /** Interest in shopping by month, 1 at its yearly mean. */
  readonly season: readonly number[]
  readonly styles: readonly number[]
  readonly tier: number
  readonly channels: readonly number[] // web, app, store, phone
  readonly devices: readonly number[] // mobile, desktop, tablet
  readonly hourShift: number
  readonly weekend: number
  readonly visitsPerMonth: number
  readonly depth: number
  readonly search: number
  readonly list: number
  readonly cart: number
  readonly checkout: number
  readonly complete: number
  readonly coupon: number
  readonly review: number
  readonly rating: number
  readonly survey: number
  readonly nps: number
  readonly complaint: number
  readonly contact: number
  readonly returns: number
  readonly login: number
  readonly mailOpen: number
}

export function drawHabits(rng: Rng, persona: Persona): Habits {
  const near = (probability: number) => wobble(rng, probability, 0.25)
  const interest = drawInterest(rng, persona)
  return {
    peaks: persona.peaks,
    again: persona.again,
    families: interest,
    season: seasonOf(interest),
    styles: sharesAround(rng, styles.map((style) => persona.styles[style]), 5),
    tier: clamp(normal(rng, persona.tier, 0.13), 0, 1),
    channels: sharesAround(rng, [persona.channels.web, persona.channels.app, persona.channels.store, persona.channels.phone], 18),
    devices: sharesAround(rng, [persona.devices.mobile, persona.devices.desktop, persona.devices.tablet], 12),
    hourShift: normal(rng, 0, 0.5),
    weekend: near(persona.weekend),
    visitsPerMonth: persona.visitsPerMonth * Math.exp(normal(rng, 0, 0.25)),
    depth: persona.depth * Math.exp(normal(rng, 0, 0.15)),
    search: near(persona.search),
    list: near(persona.list),
    cart: near(persona.cart),
    checkout: near(persona.checkout),
    complete: near(persona.complete),
    coupon: near(persona.coupon),
    review: near(persona.review),
    rating: normal(rng, persona.rating, 0.3),
    survey: near(persona.survey),
    nps: normal(rng, persona.nps, 0.8),
    complaint: near(persona.complaint),
    contact: near(persona.contact),
    returns: near(persona.returns),
    login: near(persona.login),
    mailOpen: near(persona.mailOpen),
  }
}

const membersOf = departments.map((department) => families.flatMap((family, f) => (family.department === department ? [f] : [])))

/** Departments near the persona's; within one, a third of the families are this person's favourites. */
function drawInterest(rng: Rng, persona: Persona): Float64Array {
  const shares = sharesAround(rng, departments.map((department) => persona.departments[department]), 26)
  const liking = families.map(() => (chance(rng, 0.35) ? 6 : 1))
  const interest = new Float64Array(families.length)
  departments.forEach((_, d) => {
    const members = membersOf[d]!
    const total = members.reduce((sum, f) => sum + liking[f]!, 0)
    for (const f of members) interest[f] = (shares[d]! * liking[f]!) / total
  })
  return interest
}

function seasonOf(interest: Float64Array): number[] {
  const months = Array.from({ length: 12 }, (_, month) => families.reduce((sum, family, f) => sum + interest[f]! * seasonWeights[family.season][month]!, 0))
  const mean = months.reduce((sum, weight) => sum + weight, 0) / 12
  return months.map((weight) => weight / mean)
}
