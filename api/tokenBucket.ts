/** So many requests at once, and so many a second on average. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/** null: go on. Otherwise seconds until the next request may come. */
export type Limiter = (key: string, now: number) => number | null

/** Callers remembered before those that are at rest are forgotten. */
const MOST_CALLERS = 50_000

/** Token buckets in this process's memory: behind a balancer each process allows the rate. `now` in ms. */
export function tokenBucket({ burst, perSecond }: Rate): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const refilled = (bucket: { tokens: number; at: number }, now: number) => Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / 1000 * perSecond)
  return (key, now) => {
    let bucket = buckets.get(key)
    if (bucket === undefined) {
      if (buckets.size >= MOST_CALLERS) for (const [other, at] of buckets) if (refilled(at, now) >= burst) buckets.delete(other)
      if (buckets.size >= MOST_CALLERS) buckets.clear()
      buckets.set(key, bucket = { tokens: burst, at: now })
    }
    bucket.tokens = refilled(bucket, now)
    bucket.at = now
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond)
    bucket.tokens--
    return null
  }
}
