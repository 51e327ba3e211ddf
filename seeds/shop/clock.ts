export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Milliseconds central European local time is ahead of UTC: 2 h from the last Sunday of March to that of October (01:00 UTC), else 1 h. */
export function centralEuropeanOffset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 2 * hour : hour
}

const lastSundays = new Map<number, number>()

function lastSunday(year: number, month: number): number {
  const key = year * 12 + month
  const known = lastSundays.get(key)
  if (known !== undefined) return known
  const lastDay = new Date(Date.UTC(year, month + 1, 0))
  const found = Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1)
  lastSundays.set(key, found)
  return found
}

/** The UTC instant at which the local wall clock shows `localHour` (0–24, fractions allowed) on the UTC day of `at`. */
export function atLocalHour(at: number, localHour: number): number {
  const midnight = Math.floor(at / day) * day
  return midnight + localHour * hour - centralEuropeanOffset(midnight + 12 * hour)
}

/** January = 0, by UTC. */
export function monthOf(at: number): number {
  return new Date(at).getUTCMonth()
}

export function monthsBefore(until: Date, months: number): number {
  return Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months, until.getUTCDate(), until.getUTCHours(), until.getUTCMinutes())
}

/** Months of 30 days. */
export function monthsBetween(from: number, until: number): number {
  return (until - from) / (30 * day)
}
