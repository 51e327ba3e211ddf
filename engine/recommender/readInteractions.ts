import { byCustomer, selectInteractions, type Interactions } from '../../models/interactions.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { behaviourCode, BEHAVIOURS } from './behaviours.ts'

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

type Row = { n: number; item: string; action: string; at: number; price: number | null }
const BATCH = 20_000

/**
 * Streams the item events of exactly the people admitted to the run into typed arrays, joined per person (merged customers count as
 * one). Rows are in one order whatever the database's: by person, time, item, behaviour. Constant memory beside the answer.
 */
export async function readInteractions(store: Store, permit: PopulationPermit<'train_ai_system'>, window: TimeWindow): Promise<ShopInteractions> {
  const people = await store.sql<{ person_id: CustomerId }[]>`
    select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose} order by person_id`
  const columns = growing()
  const numberOf = new Map<string, number>()
  const query = store.sql<Row[]>`
    with admitted as materialized (
      select customer_id, (dense_rank() over (order by person_id) - 1)::int as n from run_population
      where run_id = ${permit.runId} and purpose = ${permit.purpose})
    select a.n, e.item_id as item, e.action, (extract(epoch from e.occurred_at) * 1000)::float8 as at, e.price::float8 as price
    from event_items e join admitted a using (customer_id)
    where e.occurred_at < ${window.to} and (${window.from}::timestamptz is null or e.occurred_at >= ${window.from})
      and e.action = any(${[...BEHAVIOURS]}::text[])`
  await query.cursor(BATCH, (rows) => {
    for (const row of rows) {
      const behaviour = behaviourCode(row.action)
      if (behaviour === null) continue
      let item = numberOf.get(row.item)
      if (item === undefined) numberOf.set(row.item, item = numberOf.size)
      columns.push(row.n, item, behaviour, row.at, row.price ?? NaN)
    }
  })
  return inOrder(columns.done(), [...numberOf.keys()], people.map((row) => row.person_id))
}

type Columns = { customer: Int32Array; item: Int32Array; behaviour: Uint8Array; at: Float64Array; price: Float32Array }

function growing(): { push: (customer: number, item: number, behaviour: number, at: number, price: number) => void; done: () => Columns } {
  let n = 0
  let c: Columns = { customer: new Int32Array(BATCH), item: new Int32Array(BATCH), behaviour: new Uint8Array(BATCH), at: new Float64Array(BATCH), price: new Float32Array(BATCH) }
  const resized = (size: number): Columns => {
    const next = { customer: new Int32Array(size), item: new Int32Array(size), behaviour: new Uint8Array(size), at: new Float64Array(size), price: new Float32Array(size) }
    const kept = Math.min(n, size)
    next.customer.set(c.customer.subarray(0, kept))
    next.item.set(c.item.subarray(0, kept))
    next.behaviour.set(c.behaviour.subarray(0, kept))
    next.at.set(c.at.subarray(0, kept))
    next.price.set(c.price.subarray(0, kept))
    return next
  }
  return {
    push: (customer, item, behaviour, at, price) => {
      if (n === c.customer.length) c = resized(2 * n)
      c.customer[n] = customer
      c.item[n] = item
      c.behaviour[n] = behaviour
      c.at[n] = at
      c.price[n++] = price
    },
    done: () => resized(n),
  }
}

/** Numbers items in the order of their ids and sorts the rows, so that the same log gives the same arrays. */
function inOrder(c: Columns, seen: readonly string[], personIds: readonly CustomerId[]): ShopInteractions {
  const itemIds = [...seen].sort()
  const place = new Map(itemIds.map((id, number) => [id, number]))
  const renumbered = Int32Array.from(seen, (id) => place.get(id) ?? -1)
  const unordered: Interactions = {
    customers: personIds.length, items: itemIds.length, customer: c.customer, item: c.item.map((item) => renumbered[item]), behaviour: c.behaviour, at: c.at,
  }
  const order = byCustomer(unordered).rows
  return { rows: selectInteractions(unordered, order), itemIds, personIds, prices: Float32Array.from(order, (row) => c.price[row]) }
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
