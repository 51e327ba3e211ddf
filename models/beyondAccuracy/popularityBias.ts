import { groupRows } from '../interactions.ts'

/** Different customers per item, among the rows given. Length items. */
export function owners(x: { readonly customers: number; readonly items: number; readonly customer: Int32Array; readonly item: Int32Array }): Int32Array {
  const { offsets, rows } = groupRows(x.item, x.items)
  const last = new Int32Array(x.customers).fill(-1)
  return Int32Array.from({ length: x.items }, (_, item) => {
    let people = 0
    for (let k = offsets[item]; k < offsets[item + 1]; k++) {
      const customer = x.customer[rows[k]]
      if (last[customer] === item) continue
      last[customer] = item
      people++
    }
    return people
  })
}

/**
 * Novelty of an item as self-information −log₂(owners / customers), in bits (Zhou et al. 2010; its mean over a list is MSI, also called
 * mean inverse user frequency). An item that nobody owns counts as one that a single customer owns. Length items.
 */
export function selfInformation(owned: ArrayLike<number>, customers: number): Float64Array {
  return Float64Array.from(owned, (n) => -Math.log2(Math.max(1, n) / customers))
}

/**
 * Mean of a value per item over the first k of a ranking, or null of an empty one. With owners as values and the mean over customers this
 * is ARP, with `longTail` APLT (Abdollahpouri, Burke & Mobasher 2019), with `selfInformation` novelty.
 */
export function meanOfList(ranked: ArrayLike<number>, values: ArrayLike<number>, k: number): number | null {
  const length = Math.min(k, ranked.length)
  let sum = 0
  for (let place = 0; place < length; place++) sum += values[ranked[place]]
  return length === 0 ? null : sum / length
}

/**
 * Which items are long tail (1) or short head (0): the head is the smallest set of items that holds `head` of the whole mass, ties by item
 * number (80 % as Abdollahpouri et al. draw the line). Items without mass are tail.
 */
export function longTail(mass: ArrayLike<number>, head = 0.8): Uint8Array {
  const order = Int32Array.from(mass, (_, item) => item).sort((a, b) => mass[b] - mass[a] || a - b)
  const total = order.reduce((sum, item) => sum + Math.max(0, mass[item]), 0)
  const tail = new Uint8Array(mass.length).fill(1)
  let held = 0
  for (const item of order) {
    if (held >= head * total || !(mass[item] > 0)) break
    tail[item] = 0
    held += mass[item]
  }
  return tail
}

/**
 * Popularity lift of a group, (GAP_list − GAP_profile) / GAP_profile, GAP the mean over customers of the mean popularity of their items
 * (Abdollahpouri et al. 2020). 0: as popular as what they had; above: pushed towards the head. Only customers with both values count;
 * null without any, or where their own items have no popularity.
 */
export function popularityLift(lists: ArrayLike<number | null>, profiles: ArrayLike<number | null>): number | null {
  let list = 0
  let profile = 0
  for (let at = 0; at < lists.length; at++) {
    const [shown, own] = [lists[at], profiles[at]]
    if (shown === null || own === null) continue
    list += shown
    profile += own
  }
  return profile > 0 ? (list - profile) / profile : null
}
