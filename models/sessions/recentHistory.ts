import type { History } from '../strengths.ts'

/**
 * What someone did, oldest first, as scoreLists takes it: each item once, at its last place, latest first, weighing
 * e^(−s / steps), s the events since. Items that weigh less than a ten-thousandth are left out.
 */
export function recentHistory(order: ArrayLike<number>, steps: number): History {
  const items: number[] = []
  const weights: number[] = []
  const seen = new Set<number>()
  const reach = Math.min(order.length, Math.ceil(steps * Math.log(1e4)))
  for (let since = 0; since < reach; since++) {
    const item = order[order.length - 1 - since]
    if (seen.has(item)) continue
    seen.add(item)
    items.push(item)
    weights.push(Math.exp(-since / steps))
  }
  return { items: Int32Array.from(items), weights: Float32Array.from(weights) }
}
