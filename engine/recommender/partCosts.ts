import type { Interactions } from '../../models/interactions.ts'
import type { PartSettings } from './parts.ts'

/** What the work of a fit grows with. */
export type ShopSize = {
  readonly events: number
  readonly customers: number
  /** Items that anybody did anything with. */
  readonly items: number
  /** Different items of a customer, added up, and the pairs among them; at most `mostItems` of a customer count. */
  readonly entries: number
  readonly pairs: number
}

export function sizeOf(x: Interactions, mostItems: number): ShopSize {
  const seen = new Uint8Array(x.items)
  const last = new Int32Array(x.items).fill(-1)
  const own = new Int32Array(x.customers)
  for (let row = 0; row < x.item.length; row++) {
    const [item, customer] = [x.item[row], x.customer[row]]
    seen[item] = 1
    if (last[item] === customer) continue
    last[item] = customer
    own[customer]++
  }
  let [entries, pairs, customers] = [0, 0, 0]
  for (const items of own) {
    const counted = Math.min(items, mostItems)
    if (items > 0) customers++
    entries += counted
    pairs += counted * counted
  }
  return { events: x.item.length, customers, items: seen.reduce((sum, one) => sum + one, 0), entries, pairs }
}

/**
 * Seconds that a fit takes on two cores of 2024, from counted operations and not from the clock: a plan made of them, and so the model, is
 * the same on any machine. Rough by a factor of two.
 */
export function secondsOf(settings: PartSettings, size: ShopSize): number {
  const { items, entries, pairs, events } = size
  const lists = 2e-6 * items
  switch (settings.generator) {
    case 'own':
    case 'latest': return lists
    case 'cooccurrence': return lists + (settings.fit.gap === null ? 6e-9 : 9e-9) * pairs + 1e-7 * entries
    case 'transitions': return lists + 2e-7 * events + 1e-8 * events * (settings.fit.backward > 0 ? 2 : 1) * (1 + settings.fit.steps * Math.log(100))
    case 'sessions': return lists + 4e-7 * events + 4e-8 * items * settings.fit.sample * 8
    case 'graphFilter': {
      const { rank } = settings.fit.filter
      return lists + 4e-9 * pairs + rank * (8e-11 * items * items + 4e-9 * entries + 2e-9 * rank * items)
    }
    case 'ease': {
      const n = Math.min(items, settings.fit.mostItems)
      return lists + 5e-11 * n ** 3 + 3e-9 * pairs
    }
    case 'ials': {
      const { dimensions: d, epochs, steps } = settings.fit
      return lists + 1.2e-10 * items * items * d + epochs * steps * (6e-10 * entries * d + 5e-10 * (size.customers + items) * d * d)
    }
  }
}

/** Seconds that judging a trial on so many cases takes. */
export function judgingSeconds(cases: number): number {
  return 8e-5 * cases
}
