import { describe, expect, it } from 'vitest'
import type { ArtefactId } from '../ids.ts'
import { inCanary } from './canary.ts'

const canary = '019a0000-0000-7000-8000-0000000000c1' as ArtefactId
const other = '019a0000-0000-7000-8000-0000000000c2' as ArtefactId
const n = 20_000
/** Names as shops give them: the likelier to be dealt unevenly. */
const keys = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? `user-${i}` : `anon-${i.toString(16).padStart(12, '0')}`))

describe('inCanary', () => {
  it.each([0.01, 0.1, 0.5, 0.9])('gives a share of %f to that share, within four standard deviations of a draw', (share) => {
    const hits = keys.filter((key) => inCanary(canary, share, key)).length
    expect(Math.abs(hits - share * n)).toBeLessThan(4 * Math.sqrt(n * share * (1 - share)))
  })
  it('says the same of the same key, always', () => {
    for (const key of keys.slice(0, 100)) expect(inCanary(canary, 0.3, key)).toBe(inCanary(canary, 0.3, key))
    expect(keys.filter((key) => inCanary(canary, 0, key))).toEqual([])
    expect(keys.every((key) => inCanary(canary, 1, key))).toBe(true)
  })
  it('keeps those of a smaller share when the share grows', () => {
    const few = keys.filter((key) => inCanary(canary, 0.1, key))
    expect(few.every((key) => inCanary(canary, 0.2, key))).toBe(true)
  })
  it('draws anew for another canary', () => {
    const both = keys.filter((key) => inCanary(canary, 0.5, key) && inCanary(other, 0.5, key)).length
    expect(Math.abs(both - n / 4)).toBeLessThan(4 * Math.sqrt(n * 0.25 * 0.75))
  })
})
