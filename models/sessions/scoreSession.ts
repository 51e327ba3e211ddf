import { knows } from '../itemLists.ts'
import { startRound } from '../listScorer.ts'
import type { Scratch } from '../listScorer.ts'
import { topN } from '../topN.ts'
import type { SessionKnn } from './sessionKnn.ts'

/** Buffers of one scorer beside the Scratch of items, used again for every visit; one per thread. */
export type VisitScratch = {
  readonly likeness: Float32Array // by visit, 0 between the rounds
  readonly latest: Int32Array // by visit: place in the visit asked about of the latest item shared, events ago
  readonly found: Int32Array
}

export function createVisitScratch({ weight }: SessionKnn): VisitScratch {
  return { likeness: new Float32Array(weight.length), latest: new Int32Array(weight.length), found: new Int32Array(weight.length) }
}

/**
 * V-STAN (Ludewig, Mauro, Latifi & Jannach 2021; STAN by Garg et al. 2019) for a visit, its items oldest first:
 *   score(j) = worth_j · Σ_v likeness(v) · e^(−s*_v/λ_latest) · e^(−|place_v(j) − p*_v|/λ_near)
 *   likeness(v) = weight_v · Σ_{i shared} e^(−s_i/λ)
 * over the most alike visits v; s counts events since in the visit asked about, s*_v that of the latest item shared with v,
 * p*_v the last place in v of any item shared. Returns the scored items as scoreLists does, null when no visit shares an item.
 */
export function scoreSession(model: SessionKnn, order: ArrayLike<number>, scratch: Scratch, visits: VisitScratch): Int32Array | null {
  startRound(scratch)
  const { options, holderOffsets, holders } = model
  const { likeness, latest, found } = visits
  const shared = new Set<number>()
  let count = 0
  for (let since = 0; since < order.length; since++) {
    const i = order[order.length - 1 - since]
    if (shared.has(i) || !knows(model, i)) continue
    shared.add(i)
    const weight = Math.exp(-since / options.steps)
    const from = holderOffsets[i]
    for (let h = from, end = Math.min(holderOffsets[i + 1], from + options.sample); h < end; h++) {
      const v = holders[h]
      if (likeness[v] === 0) {
        found[count++] = v
        latest[v] = since
      }
      likeness[v] += weight
    }
  }
  const sampled = count > options.sample ? found.subarray(0, count).sort().subarray(0, options.sample) : found.subarray(0, count)
  for (const v of sampled) likeness[v] *= model.weight[v]
  const alike = topN(likeness, sampled, options.neighbours)
  let size = 0
  for (let n = 0; n < alike.items.length; n++) size = listen(model, alike.items[n], alike.scores[n], latest, shared, scratch, size)
  for (const v of found.subarray(0, count)) likeness[v] = 0
  scratch.count = size
  return size === 0 ? null : scratch.touched.subarray(0, size)
}

function listen(model: SessionKnn, v: number, likeness: number, latest: Int32Array, shared: ReadonlySet<number>, scratch: Scratch, size: number): number {
  const { offsets, item, place, worth, options } = model
  let anchor = 0
  for (let k = offsets[v]; k < offsets[v + 1]; k++) if (shared.has(item[k])) anchor = Math.max(anchor, place[k])
  const voice = likeness * (options.latestSteps === null ? 1 : Math.exp(-latest[v] / options.latestSteps))
  for (let k = offsets[v]; k < offsets[v + 1]; k++) {
    const j = item[k]
    const said = voice * worth[j] * Math.exp(-Math.abs(place[k] - anchor) / options.nearSteps)
    if (scratch.stamps[j] === scratch.round) scratch.scores[j] += said
    else {
      scratch.stamps[j] = scratch.round
      scratch.scores[j] = said
      scratch.touched[size++] = j
    }
  }
  return size
}
