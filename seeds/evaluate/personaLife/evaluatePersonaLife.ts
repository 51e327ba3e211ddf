import type { LineageEntry } from '../../../engine/personas/life/lineage.ts'
import type { Persona } from '../../../engine/personas/reading/readPersonas.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { publishPersonas } from '../../cli/publishPersonas.ts'
import { monthsBefore } from '../../shop/clock.ts'
import { generateShop, truthAt, type Shop } from '../../shop/generate.ts'
import { loadShop } from '../../shop/load.ts'
import { partsOf } from '../../shop/part.ts'
import { agreement } from '../../shop/recovery.ts'
import { homesOf, jaccardOf, movement, type Movement } from './compare.ts'
import { findings, runPersonaJob, type Found } from './month.ts'
import { compareRuns, type Repeated } from './repeat.ts'

export const CHANGED_SHARE = 0.15
const MONTHS = 3
/** A fixed day, or the same seed would give another shop tomorrow. The three months before it are those of Advent. */
const UNTIL = new Date('2026-01-01T00:00:00Z')

export type PersonaThen = {
  readonly id: string
  readonly name: string
  readonly status: Persona['status']
  readonly size: number
  /** Bootstrap Jaccard (Hennig 2007). */
  readonly stability: number | null
  /** With its own members of the run before, over those in a persona both times. */
  readonly jaccard: number | null
  readonly became: LineageEntry['kind']
}

export type Month = {
  readonly asOf: string
  readonly n: number
  /** In no persona. */
  readonly undetermined: number
  readonly k: number
  readonly reason: string
  /** With the latent personas of that day; `ofSame` over those who have not changed by then. */
  readonly adjustedRand: number | null
  readonly ofSame: number | null
  readonly personas: readonly PersonaThen[]
  readonly lost: readonly { readonly id: string; readonly name: string }[]
  readonly sinceFirst: Movement
  readonly sinceBefore: Movement | null
}

export type PersonaLife = {
  readonly protocol: 'persona-life'
  readonly data: { readonly customers: number; readonly events: number; readonly changed: number; readonly until: string }
  readonly months: readonly Month[]
  readonly published: number
  /** Of those published, how many every later run found again. */
  readonly kept: number
  /** The least over all runs of the published personas' bootstrap Jaccard, and of the adjusted Rand of those who stayed the same. */
  readonly leastStability: number | null
  readonly leastOfSame: number | null
  readonly repeated: Repeated
  readonly seed: number
}

/**
 * Do personas keep their identity? A demo shop is loaded month by month into an empty database while a share of its customers become others.
 * The first run is run twice to see whether it repeats itself, its personas are published, and three monthly runs follow.
 */
export async function evaluatePersonaLife(store: Store, customers: number, seed: number, progress: (share: number, words: string) => void): Promise<PersonaLife> {
  const dates = Array.from({ length: MONTHS + 1 }, (_, month) => new Date(monthsBefore(UNTIL, MONTHS - month)))
  const shop = generateShop({ seed, customers, until: UNTIL, change: { share: CHANGED_SHARE, from: dates[0]! } })
  const parts = partsOf(shop, dates)
  const runs: Found[] = []
  let events = 0
  let repeated: Repeated | null = null
  let published: readonly string[] = []
  for (const [month, asOf] of dates.entries()) {
    const step = (share: number, words: string) => progress((month + share) / dates.length, `month ${month}: ${words}`)
    step(0, 'loading')
    events += (await loadShop(store, parts[month]!, () => asOf, () => {})).events
    const runId = await runPersonaJob(store, asOf, seed, (share, words) => step((1 + share) / 3, words))
    runs.push(await findings(store, runId, asOf))
    if (month > 0) continue
    // A later run can't be had again so: whom it holds where they are depends on the one before.
    repeated = await compareRuns(store, runId, await runPersonaJob(store, asOf, seed, (share, words) => step((2 + share) / 3, `once more: ${words}`)))
    published = await publishPersonas(store, asOf)
  }
  const months = runs.map((found, month) => monthOf(shop, found, runs[month - 1] ?? null, runs[0]!))
  const lives = months.flatMap(({ personas }) => personas.filter(({ id }) => published.includes(id)))
  return {
    protocol: 'persona-life', data: { customers, events, changed: shop.changes.size, until: UNTIL.toISOString() }, months, published: published.length,
    kept: published.filter((id) => months.every(({ personas }) => personas.some((persona) => persona.id === id))).length,
    leastStability: least(lives.map(({ stability }) => stability)), leastOfSame: least(months.map(({ ofSame }) => ofSame)),
    repeated: repeated!, seed,
  }
}

function monthOf(shop: Shop, { run, members, personas }: Found, before: Found | null, first: Found): Month {
  const { asOf } = run
  const truth = truthAt(shop, asOf)
  const changedSince = (since: Date) => new Set([...shop.changes].filter(([, { at }]) => at > since && at <= asOf).map(([userId]) => userId))
  const homes = homesOf(first.members, shop.truth)
  const changed = changedSince(first.run.asOf)
  const sizes = countBy([...members.values()])
  const lost = personas.filter(({ lineage }) => lineage.some((entry) => entry.kind === 'lost' && entry.runId === run.id))
  return {
    asOf: asOf.toISOString(), n: members.size, undetermined: sizes.get(null) ?? 0, k: run.k, reason: run.choice.reason,
    adjustedRand: agreement(members, truth)?.adjustedRand ?? null,
    ofSame: agreement(new Map([...members].filter(([userId]) => !changed.has(userId))), truth)?.adjustedRand ?? null,
    personas: personas.filter(({ runId }) => runId === run.id).map(({ id, name, status, facts, lineage }) => ({
      id, name, status, size: sizes.get(id) ?? 0, stability: facts.stability.jaccard, jaccard: before === null ? null : jaccardOf(id, before.members, members),
      became: lineage.findLast((entry) => 'runId' in entry && entry.runId === run.id)?.kind ?? 'continued',
    })),
    lost: lost.map(({ id, name }) => ({ id, name })),
    sinceFirst: movement(first.members, members, changed, truth, homes),
    sinceBefore: before === null ? null : movement(before.members, members, changedSince(before.run.asOf), truth, homes),
  }
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}
