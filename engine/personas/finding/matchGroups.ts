import { solveAssignment } from '../../../models/assignment.ts'
import type { PersonaId } from '../../ids.ts'

/** How many people of both runs were in persona p before and are in cluster c now: both[c · personas + p]; sizes[c] of the cluster are of both runs, whatever they were in. */
export type Overlap = { readonly clusters: number; readonly personas: readonly PersonaId[]; readonly both: Float64Array; readonly sizes: Float64Array }

/** What somebody decided before: personas that others were merged into, and clusters that are a persona's by decree (a pinned one, kept by its former members). */
export type Before = { readonly merged: ReadonlySet<PersonaId>; readonly bound: ReadonlyMap<number, PersonaId> }

export function createOverlap(clusters: number, personas: readonly PersonaId[]): Overlap {
  return { clusters, personas, both: new Float64Array(clusters * personas.length), sizes: new Float64Array(clusters) }
}

export type Match = {
  /** Clusters of the new run that are this persona; more than one only where somebody merged. */
  readonly clusters: readonly number[]
  /** null: nobody like this was there before. */
  readonly persona: PersonaId | null
  /** |A ∩ B| / |A ∪ B| of the members on the people of both runs; 0 for a new one. */
  readonly jaccard: number
  /** Personas of the run before that at least SPLIT_SHARE of its people came from, most first. */
  readonly from: readonly PersonaId[]
}

export type Matching = {
  readonly matches: readonly Match[]
  /** Personas that no group continues, each with the matches (by index) that took over at least SPLIT_SHARE of its people. */
  readonly lost: readonly { readonly persona: PersonaId; readonly into: readonly number[] }[]
}

/** Half of all who are in either are in both: then it is the same group (§ Hennig's 0.5: below, a cluster counts as dissolved). */
export const SAME_FROM = 0.5
const SPLIT_SHARE = 0.3

/**
 * Finds for each new cluster the persona it continues: the assignment of greatest total Jaccard over the people of both runs, kept where it
 * reaches SAME_FROM. A persona merged by hand first gathers all clusters that lie mostly within it, so that the next run does not undo the
 * merge; a bound cluster is its persona whatever the overlap.
 */
export function matchGroups({ clusters: k, personas, both, sizes: clusterSizes }: Overlap, before: Before): Matching {
  const personaSizes = personas.map((_, p) => { let sum = 0; for (let c = 0; c < k; c++) sum += both[c * personas.length + p]!; return sum })
  const within = (clusters: readonly number[], p: number) => clusters.reduce((sum, c) => sum + both[c * personas.length + p]!, 0)
  const size = (clusters: readonly number[]) => clusters.reduce((sum, c) => sum + clusterSizes[c]!, 0)
  const jaccard = (clusters: readonly number[], p: number) => {
    const shared = within(clusters, p)
    const either = size(clusters) + personaSizes[p]! - shared
    return either > 0 ? shared / either : 0
  }
  const free = Array.from({ length: k }, (_, c) => c).filter((c) => !before.bound.has(c))
  const taken = new Set(before.bound.values())
  const groups = gather(free, personas, before.merged, (c, p) => within([c], p) > 0.5 * clusterSizes[c]!, (clusters, p) => jaccard(clusters, p) >= SAME_FROM)
  // What is bound is nobody else's.
  const value = (clusters: readonly number[], p: number) => (taken.has(personas[p]!) ? 0 : jaccard(clusters, p))
  const pairs = personas.length === 0 ? new Int32Array(groups.length).fill(-1)
    : solveAssignment({ rows: groups.length, cols: personas.length, data: groups.flatMap((clusters) => personas.map((_, p) => value(clusters, p))) }, 'maximise')
  const cameFrom = (clusters: readonly number[]) => personas.map((persona, q) => ({ persona, share: size(clusters) > 0 ? within(clusters, q) / size(clusters) : 0 }))
    .filter(({ share }) => share >= SPLIT_SHARE).sort((a, b) => b.share - a.share).map(({ persona }) => persona)
  const found = groups.map((clusters, g): Match => {
    const p = pairs[g]!
    const overlap = p < 0 ? 0 : value(clusters, p)
    return { clusters, persona: overlap >= SAME_FROM ? personas[p]! : null, jaccard: overlap >= SAME_FROM ? overlap : 0, from: cameFrom(clusters) }
  })
  const bound = [...before.bound].map(([c, persona]): Match => {
    const p = personas.indexOf(persona)
    return { clusters: [c], persona, jaccard: p < 0 ? 0 : jaccard([c], p), from: cameFrom([c]) }
  })
  const matches = [...found, ...bound].sort((a, b) => a.clusters[0]! - b.clusters[0]!)
  const continued = new Set(matches.map((match) => match.persona))
  const lost = personas.flatMap((persona, p) => (continued.has(persona) ? [] : [{
    persona, into: matches.flatMap((match, g) => (within(match.clusters, p) >= SPLIT_SHARE * personaSizes[p]! ? [g] : [])),
  }]))
  return { matches, lost }
}

/** Clusters by themselves, save those that lie mostly in one persona that was merged by hand and together are that persona. */
function gather(clusters: readonly number[], personas: readonly PersonaId[], merged: ReadonlySet<PersonaId>, liesIn: (c: number, p: number) => boolean, isSame: (clusters: readonly number[], p: number) => boolean): number[][] {
  const free = new Set(clusters)
  const gathered = personas.flatMap((persona, p) => {
    const parts = merged.has(persona) ? [...free].filter((c) => liesIn(c, p)) : []
    if (parts.length < 2 || !isSame(parts, p)) return []
    for (const c of parts) free.delete(c)
    return [parts]
  })
  return [...gathered, ...[...free].map((c) => [c])].sort((a, b) => a[0]! - b[0]!)
}
