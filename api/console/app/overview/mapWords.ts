import type { Report } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'

type PersonaMap = NonNullable<Report['map']>
type Axis = PersonaMap['axes'][number]
export type Centre = PersonaMap['centres'][number]

/** Features that are named for an axis. */
const NAMED = 2

/** What there is more and less of towards either end of an axis: the features that weigh most in it. nameOf: column → name. */
export function endsOf({ towards }: Axis, nameOf: (column: string) => string, words: Text['overview']['map']): { low: string; high: string } {
  const strongest = towards.slice(0, NAMED)
  const say = (upwards: boolean) => strongest.map(({ column, weight }) => (weight > 0 === upwards ? words.more : words.less)(nameOf(column))).join(', ')
  return { low: say(false), high: say(true) }
}

/** Thirds of the map: a persona in the middle third of both axes is in the middle. */
const THIRD = 1 / 3

/** Where a centre lies among all, as one points at it. */
export function placeOf(centre: Centre, all: readonly Centre[], words: Text['overview']['map']['places']): string {
  const third = (of: (one: Centre) => number) => {
    const [low, high] = [Math.min(...all.map(of)), Math.max(...all.map(of))]
    const at = high > low ? (of(centre) - low) / (high - low) : 0.5
    return at < THIRD ? 'low' : at > 1 - THIRD ? 'high' : 'middle'
  }
  const across = { low: words.left, middle: null, high: words.right }[third(({ x }) => x)]
  const upright = { low: words.bottom, middle: null, high: words.top }[third(({ y }) => y)]
  const said = [upright, across].filter((word) => word !== null)
  return said.length === 0 ? words.middle : said.join(' ')
}

/** The persona whose centre is next; null where there is no other. */
export function nearestOf(centre: Centre, all: readonly Centre[]): Centre | null {
  const others = all.filter((one) => one.personaId !== centre.personaId)
  const far = (one: Centre) => Math.hypot(one.x - centre.x, one.y - centre.y)
  return others.length === 0 ? null : others.reduce((best, one) => (far(one) < far(best) ? one : best))
}
