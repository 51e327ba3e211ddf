import { byCustomer, selectInteractions, type Interactions } from '../../models/interactions.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { copyItems, type ItemRows } from './copyItems.ts'

/** Half open: from ≤ occurred_at < to; `from` null reads from the beginning. */
export type TimeWindow = { readonly from: Date | null; readonly to: Date }

/** What people did with items. Who they are stays in this process: the model is given numbers. */
export type ShopInteractions = {
  readonly rows: Interactions
  /** Ascending; the place is the item's number. */
  readonly itemIds: readonly string[]
  /** The place is the customer's number. */
  readonly personIds: readonly CustomerId[]
  /** Per row: price of one piece as the event says, NaN where it says none. */
  readonly prices: Float32Array
}

/**
 * Reads the item events of exactly the people admitted to the run, joined per person (merged customers count as one). Rows are in one order
 * whatever the database's: by person, time, item, behaviour.
 */
export async function readInteractions(store: Store, permit: PopulationPermit<'train_ai_system'>, window: TimeWindow): Promise<ShopInteractions> {
  const people = await store.sql<{ person_id: CustomerId }[]>`
    select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose} order by person_id`
  return inOrder(await copyItems(store, permit, window), people.map((row) => row.person_id))
}

/** Numbers items in the order of their ids and sorts the rows, so that the same log gives the same arrays. */
function inOrder({ itemIds: met, ...c }: ItemRows, personIds: readonly CustomerId[]): ShopInteractions {
  const itemIds = [...met].sort()
  const place = new Map(itemIds.map((id, number) => [id, number]))
  const renumbered = Int32Array.from(met, (id) => place.get(id) ?? -1)
  const unordered: Interactions = {
    customers: personIds.length, items: itemIds.length, customer: c.customer, item: c.item.map((item) => renumbered[item]), behaviour: c.behaviour, at: c.at,
  }
  const order = byCustomer(unordered).rows
  const prices = new Float32Array(order.length)
  for (let k = 0; k < order.length; k++) prices[k] = c.price[order[k]]
  return { rows: selectInteractions(unordered, order), itemIds, personIds, prices }
}

/** The last price each item was sold or shown at before `before` (ms); NaN where none was named. */
export function lastPrices(shop: ShopInteractions, before: number): Float32Array {
  const prices = new Float32Array(shop.itemIds.length).fill(NaN)
  const at = new Float64Array(shop.itemIds.length).fill(-Infinity)
  const { rows } = shop
  for (let row = 0; row < rows.item.length; row++) {
    const item = rows.item[row]
    const price = shop.prices[row]
    if (!(price > 0) || rows.at[row] >= before) continue
    // The dearer of two prices at one moment, so that the order of rows decides nothing.
    if (rows.at[row] > at[item] || (rows.at[row] === at[item] && price > prices[item])) {
      at[item] = rows.at[row]
      prices[item] = price
    }
  }
  return prices
}
