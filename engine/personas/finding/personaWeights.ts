import type { SoftAssignment } from '../../../models/softAssign.ts'
import type { Match } from './matchGroups.ts'

export type PersonaWeights = {
  /** Per person: which match (persona) they belong to, with what weight, and its lead over the runner-up. */
  readonly groupOf: Int32Array
  readonly weight: Float32Array
  readonly margin: Float32Array
}

/** From clusters to personas: a persona of several clusters has the weight of all of them. */
export function personaWeights({ labels, weights }: Pick<SoftAssignment, 'labels' | 'weights'>, matches: readonly Pick<Match, 'clusters'>[]): PersonaWeights {
  const k = weights.cols
  const matchOf = new Int32Array(k)
  matches.forEach(({ clusters }, m) => { for (const c of clusters) matchOf[c] = m })
  const n = labels.length
  const found = { groupOf: new Int32Array(n), weight: new Float32Array(n), margin: new Float32Array(n) }
  const sums = new Float64Array(matches.length)
  for (let i = 0; i < n; i++) {
    sums.fill(0)
    for (let c = 0; c < k; c++) sums[matchOf[c]!]! += weights.data[i * k + c]!
    const own = matchOf[labels[i]!]!
    let second = 0
    for (let m = 0; m < matches.length; m++) if (m !== own) second = Math.max(second, sums[m]!)
    found.groupOf[i] = own
    found.weight[i] = Math.min(1, sums[own]!)
    found.margin[i] = Math.max(0, sums[own]! - second)
  }
  return found
}
