import type { Clock } from './event.ts'

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)$/i

/** Nothing that a shop keeps happened earlier; a log by the month would otherwise grow a table for every month since the year 1. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

/**
 * A moment as SDKs write it: ISO 8601 with a zone, or milliseconds since 1970. Null for what is none: no zone, a 30th of February, a year
 * nobody sold in.
 */
export function readInstant(raw: string | number): Date | null {
  const time = typeof raw === 'number' ? (Number.isInteger(raw) ? raw : Number.NaN) : fromIso(raw)
  return time >= EARLIEST && time < LATEST ? new Date(time) : null
}

function fromIso(text: string): number {
  const parts = ISO.exec(text)
  if (parts === null) return Number.NaN
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = parts
  const date = [Number(year), Number(month), Number(day)] as const
  const atMidnight = Date.UTC(date[0], date[1] - 1, date[2])
  if (new Date(atMidnight).getUTCDate() !== date[2] || date[1] < 1 || date[1] > 12) return Number.NaN
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 23 || m > 59 || s > 60) return Number.NaN
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3))
  return atMidnight + ((h * 60 + m) * 60 + s) * 1000 + milliseconds - offsetOf(zone)
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/**
 * When it happened by our clock: receivedAt − (sentAt − originalAt), so that the client's clock cancels out. What still lies in the future
 * (a clock not corrected, or a lie) becomes the moment of receipt and is marked so.
 */
export function correctClock(originalAt: Date | null, sentAt: Date | null, receivedAt: Date): { occurredAt: Date; clock: Clock } {
  if (originalAt === null) return { occurredAt: receivedAt, clock: 'kept' }
  const skew = sentAt === null ? 0 : receivedAt.getTime() - sentAt.getTime()
  const time = originalAt.getTime() + skew
  if (time > receivedAt.getTime()) return { occurredAt: receivedAt, clock: 'clamped' }
  return { occurredAt: new Date(time), clock: skew === 0 ? 'kept' : 'corrected' }
}
