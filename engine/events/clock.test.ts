import { describe, expect, it } from 'vitest'
import { correctClock, readInstant } from './clock.ts'

describe('readInstant', () => {
  it.each([
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:00.000Z'], ['2026-05-01T12:00:00.5Z', '2026-05-01T12:00:00.500Z'], ['2026-05-01T14:00:00+02:00', '2026-05-01T12:00:00.000Z'],
    ['2026-05-01T12:00:00.123456+00:00', '2026-05-01T12:00:00.123Z'], ['2026-05-01 06:30:00-0530', '2026-05-01T12:00:00.000Z'], ['2026-05-01T12:00Z', '2026-05-01T12:00:00.000Z'], ['2024-02-29T00:00:00z', '2024-02-29T00:00:00.000Z'],
  ])('%s', (raw, iso) => { expect(readInstant(raw)?.toISOString()).toBe(iso) })
  it('takes milliseconds since 1970', () => { expect(readInstant(1_777_636_800_000)?.toISOString()).toBe('2026-05-01T12:00:00.000Z') })
  it.each(['2026-05-01T12:00:00', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-05-00T00:00:00Z', '2026-05-01T24:01:00Z', '0001-01-01T00:00:00Z', '2300-01-01T00:00:00Z', '1.5.2026', 'now', '', '2026-05-01', Number.NaN, 0, 1.5, 1e300])(
    'refuses %s', (raw) => { expect(readInstant(raw)).toBeNull() })
})

describe('correctClock', () => {
  const received = new Date('2026-05-01T12:00:00Z')
  const at = (text: string) => new Date(`2026-05-01T${text}Z`)
  it.each([
    ['a client an hour slow', at('10:59:00'), at('11:00:00'), '11:59:00', 'corrected'],
    ['a client an hour fast', at('12:59:00'), at('13:00:00'), '11:59:00', 'corrected'],
    ['a client on time', at('11:59:00'), at('12:00:00'), '11:59:00', 'kept'],
    ['no sentAt', at('11:59:00'), null, '11:59:00', 'kept'],
    ['no sentAt, in the future', at('12:01:00'), null, '12:00:00', 'clamped'],
    ['a lie: it happened after it was sent', at('13:00:00'), at('12:00:00'), '12:00:00', 'clamped'],
    ['nothing said', null, at('11:00:00'), '12:00:00', 'kept'],
  ] as const)('%s', (_name, original, sent, expected, clock) => {
    expect(correctClock(original, sent, received)).toEqual({ occurredAt: at(expected), clock })
  })
})
