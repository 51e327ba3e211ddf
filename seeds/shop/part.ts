import type { Shop } from './generate.ts'

/**
 * A shop cut at moments: what it sends before the first, then what it sends up to each of the others. The months are played once for all the
 * parts, so their events are to be read in order, and once.
 */
export function partsOf(shop: Shop, ends: readonly Date[]): Shop[] {
  const events = shop.events()
  let next = events.next()
  return ends.map((end, part) => ({
    ...shop,
    customers: shop.customers.map((customer) => ({ ...customer, consents: customer.consents.filter(({ at }) => at < end && (part === 0 || at >= ends[part - 1]!)) })),
    *events() {
      for (const until = end.toISOString(); next.done !== true && next.value.timestamp < until; next = events.next()) yield next.value
    },
  }))
}
