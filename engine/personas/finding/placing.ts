import { assignClusters } from '../../../models/clusterers.ts'
import { farRows } from '../../../models/undetermined.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PersonaId } from '../../ids.ts'
import type { Undetermined } from '../../store/schema/learning.ts'
import type { PersonaSettings } from '../settings.ts'
import type { Grouping } from './grouping.ts'
import { hold, type HoldRule } from './holding.ts'
import type { Former } from './previousRun.ts'
import { inSpace, knownShares } from './space.ts'

/** Where a person is put: in a persona, or in none and why. `mix`: soft weight of every cluster. */
export type Place = {
  readonly personaId: PersonaId | null
  /** Of the persona they are in; of the strongest where they are in none. */
  readonly weight: number
  /** Its lead over the next persona; 0 where somebody is held in theirs although another leads. */
  readonly margin: number
  readonly undetermined: Undetermined | null
  readonly mix: readonly number[]
  readonly candidate: PersonaId | null
  readonly streak: number
}

/** With less than this share of the columns known, one is put nowhere: where they fell would say what is usual, not who they are. */
const LEAST_KNOWN = 0.3

/**
 * Puts people into personas by their features. `clusters[g]` are the clusters of persona ids[g]; a persona of several has the weight of all of them. `former` is
 * what the run before made of each (null: not there). Somebody who was in a persona that is still there stays unless another clearly leads (holding.ts); a
 * run counts towards how often another was ahead, an assignment between runs does not.
 */
export function placePeople(
  grouping: Grouping, features: Pick<FeatureMatrix, 'columns' | 'x'>, clusters: readonly (readonly number[])[], ids: readonly PersonaId[], former: readonly (Former | null)[], settings: Pick<PersonaSettings, 'undeterminedBelow' | 'hold'>, isRun: boolean,
): Place[] {
  const space = inSpace(grouping, features)
  const known = knownShares(grouping.columns, features)
  const { weights } = assignClusters(grouping.clusters, space)
  const far = farRows(grouping.limits, grouping.clusters, space)
  const rule: HoldRule = { ...settings.hold, counts: isRun }
  return former.map((before, i) => {
    const mix = [...weights.data.subarray(i * weights.cols, (i + 1) * weights.cols)]
    const sums = clusters.map((own) => Math.min(1, own.reduce((sum, c) => sum + mix[c]!, 0)))
    const best = sums.reduce((most, sum, g) => (sum > sums[most]! ? g : most), 0)
    const lead = leadOf(sums, best)
    const nowhere = (undetermined: Undetermined): Place => ({ personaId: null, weight: sums[best]!, margin: lead, undetermined, mix, candidate: null, streak: 0 })
    if (known[i]! < LEAST_KNOWN) return nowhere('unknown')
    if (far[i] === 1) return nowhere('far')
    const at = before === null || before.personaId === null ? -1 : ids.indexOf(before.personaId)
    if (at < 0 || before === null) {
      if (lead < settings.undeterminedBelow) return nowhere('between')
      return { personaId: ids[best]!, weight: sums[best]!, margin: lead, undetermined: null, mix, candidate: null, streak: 0 }
    }
    const held = hold({ group: at, candidate: before.candidate === null ? -1 : ids.indexOf(before.candidate), streak: before.streak }, { group: best, lead: sums[best]! - sums[at]! }, rule)
    return {
      personaId: ids[held.group]!, weight: sums[held.group]!, margin: leadOf(sums, held.group), undetermined: null, mix,
      candidate: held.candidate < 0 ? null : ids[held.candidate]!, streak: held.streak,
    }
  })
}

/** Of a group over the strongest other; 0 where another is ahead, 1 where there is no other. */
function leadOf(sums: readonly number[], group: number): number {
  const next = sums.reduce((most, sum, g) => (g === group ? most : Math.max(most, sum)), sums.length > 1 ? 0 : -Infinity)
  return next === -Infinity ? 1 : Math.max(0, sums[group]! - next)
}
