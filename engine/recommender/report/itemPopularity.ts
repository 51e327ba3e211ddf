import { longTail, owners, selfInformation } from '../../../models/beyondAccuracy/popularityBias.ts'
import { selectInteractions, type Interactions } from '../../../models/interactions.ts'
import { PURCHASE } from '../behaviours.ts'

export const BANDS = ['head', 'middle', 'tail'] as const

/** How well known each item was at a cut, all by item number. */
export type ItemPopularity = {
  /** Customers who bought it. */
  readonly owners: Int32Array
  readonly bits: Float64Array
  /** 1 where the item is long tail: outside the smallest set that holds 80 % of ownership. */
  readonly tail: Uint8Array
  /** Place in BANDS: head holds the first 20 % of ownership, tail the last 20 % (Abdollahpouri et al. 2021). */
  readonly band: Uint8Array
  /** ms of the first interaction with anybody; Infinity before the first. */
  readonly firstSeen: Float64Array
}

/** From the rows known at the cut. */
export function itemPopularity(known: Interactions): ItemPopularity {
  const buyer = new Uint8Array(known.customers)
  const firstSeen = new Float64Array(known.items).fill(Infinity)
  const rows = new Int32Array(known.item.length)
  let purchases = 0
  for (let row = 0; row < known.item.length; row++) {
    firstSeen[known.item[row]] = Math.min(firstSeen[known.item[row]], known.at[row])
    if (known.behaviour[row] !== PURCHASE) continue
    rows[purchases++] = row
    buyer[known.customer[row]] = 1
  }
  const owned = owners(selectInteractions(known, rows.subarray(0, purchases)))
  const buyers = buyer.reduce((n, is) => n + is, 0)
  const tail = longTail(owned, 0.8)
  const notHead = longTail(owned, 0.2)
  return {
    owners: owned, bits: selfInformation(owned, Math.max(1, buyers)), tail, band: tail.map((isTail, item) => isTail + notHead[item]), firstSeen,
  }
}
