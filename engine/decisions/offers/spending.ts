import { couponOf, type Offer } from '../../catalogue/offer.ts'
import type { Store } from '../../store/connect.ts'

/** How often an offer has cost something. `people` differ, whoever they are. */
export type Uses = { readonly uses: number; readonly people: number }

/**
 * By offer: orders since its first day whose coupon is its code (an order told twice counts once). Orders that were cancelled or returned
 * still count: the log does not say whether the voucher came back. Orders of people erased since are gone.
 */
export async function redemptions(store: Pick<Store, 'sql'>, offers: readonly Offer[]): Promise<ReadonlyMap<string, Uses>> {
  const none = new Map<string, Uses>(offers.map(({ id }) => [id, { uses: 0, people: 0 }]))
  if (offers.length === 0) return none
  const wanted = offers.map((offer) => ({ id: offer.id, coupon: couponOf(offer), from: (offer.validFrom ?? new Date(0)).toISOString() }))
  const rows = await store.sql<{ id: string; uses: number; people: number }[]>`
    select o.id, count(distinct coalesce(e.order_id, e.event_id::text))::int uses, count(distinct e.customer_id)::int people
    from jsonb_to_recordset(${store.sql.json(wanted)}) as o (id text, coupon text, "from" timestamptz)
    join events e on e.name = 'Order Completed' and e.properties ->> 'coupon' is not null and lower(btrim(e.properties ->> 'coupon')) = o.coupon and e.occurred_at >= o."from"
    group by o.id`
  for (const { id, uses, people } of rows) none.set(id, { uses, people })
  return none
}

/** By offer: how often it was seen, as POST /v1/exposures told, and by how many known people. */
export async function showings(store: Pick<Store, 'sql'>, offerIds: readonly string[]): Promise<ReadonlyMap<string, Uses>> {
  const none = new Map<string, Uses>(offerIds.map((id) => [id, { uses: 0, people: 0 }]))
  if (offerIds.length === 0) return none
  const rows = await store.sql<{ id: string; uses: number; people: number }[]>`
    select item_id as id, count(*)::int uses, count(distinct customer_id)::int people from exposures where item_id = any(${[...offerIds]}) group by item_id`
  for (const { id, uses, people } of rows) none.set(id, { uses, people })
  return none
}

/** Money spent so far on each of these offers: redemptions of an incentive, showings of content, each at its cost. */
export async function spending(store: Pick<Store, 'sql'>, offers: readonly Offer[]): Promise<ReadonlyMap<string, number>> {
  const [redeemed, seen] = await Promise.all([
    redemptions(store, offers.filter(({ kind }) => kind === 'incentive')),
    showings(store, offers.filter(({ kind }) => kind === 'content').map(({ id }) => id)),
  ])
  return new Map(offers.map(({ id, kind, cost }) => [id, cost * ((kind === 'incentive' ? redeemed : seen).get(id)?.uses ?? 0)]))
}
