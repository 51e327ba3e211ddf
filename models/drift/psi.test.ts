import { describe, expect, it } from 'vitest'
import peer from '../fixtures/drift-scipy.json' with { type: 'json' }
import { createRng } from '../rng.ts'
import { binOf, binsIn, fitBins } from './bins.ts'
import { psiOf } from './psi.ts'

describe('psiOf', () => {
  it('by hand: 30 of 40 in the first bin become 10 of 40', () => {
    const p = 30.5 / 41
    const q = 10.5 / 41
    const found = psiOf([30, 10], [10, 30])!
    expect(found.psi).toBeCloseTo((p - q) * Math.log(p / q) * 2, 12)
    expect(found).toMatchObject({ before: 40, now: 40, freedom: 1, unchanged: 0.05 })
  })
  it('is 0 and no surprise where the shares are the same, or all are in one bin', () => {
    expect(psiOf([10, 20, 0], [10, 20, 0])).toMatchObject({ psi: 0, p: 1, freedom: 1 })
    expect(psiOf([10, 0], [99, 0])).toMatchObject({ p: 1, freedom: 0 })
  })
  it('stays finite where a bin empties, and is certain then', () => {
    const found = psiOf([500, 500], [1000, 0])!
    expect(Number.isFinite(found.psi)).toBe(true)
    expect(found.p).toBeLessThan(1e-100)
  })
  it('knows nothing of nobody, and refuses other bins', () => {
    expect(psiOf([0, 0], [1, 2])).toBeNull()
    expect(() => psiOf([1], [1, 2])).toThrow(RangeError)
  })
  it.each(peer.psi)(`equals the formula in NumPy (${peer.madeBy})`, ({ before, now, psi, p }) => {
    const found = psiOf(before, now)!
    expect(found.psi).toBeCloseTo(psi, 12)
    expect(found.p).toBeCloseTo(p, 12)
  })
})

describe('p where nothing changed', () => {
  /** How often p is at most each level, over runs of n people before and m now, in bins of the first. */
  function shareBelow(levels: readonly number[], runs: number, n: number, m: number, draw: (u: number) => number): number[] {
    const rng = createRng(`psi ${n} ${m}`)
    const counts = levels.map(() => 0)
    for (let run = 0; run < runs; run++) {
      const first = Float64Array.from({ length: n }, () => draw(rng()))
      const bins = fitBins(first)
      const before = new Float64Array(binsIn(bins))
      const now = new Float64Array(binsIn(bins))
      for (const value of first) before[binOf(bins, value)]++
      for (let i = 0; i < m; i++) now[binOf(bins, draw(rng()))]++
      const { p } = psiOf(before, now)!
      levels.forEach((level, l) => { if (p <= level) counts[l]++ })
    }
    return counts.map((count) => count / runs)
  }

  it('is at most 0.05 and 0.001 about as often as it says, with a hundred people on each side', () => {
    const [fives, thousandths] = shareBelow([0.05, 0.001], 20_000, 100, 100, (u) => u)
    expect(fives).toBeGreaterThan(0.035)
    expect(fives).toBeLessThan(0.055)
    // 20 are due; three standard errors are 13.
    expect(thousandths * 20_000).toBeGreaterThan(6)
    expect(thousandths * 20_000).toBeLessThan(1.3 * 20 + 13)
  })
  it('and so with many zeros and missing values', () => {
    const [fives] = shareBelow([0.05], 4000, 300, 150, (u) => (u < 0.1 ? NaN : u < 0.6 ? 0 : Math.round(u * 30)))
    expect(fives).toBeGreaterThan(0.03)
    expect(fives).toBeLessThan(0.06)
  })
  it('and less often where the same people are in both windows and keep most of what they are', () => {
    const rng = createRng('the same people')
    let alarms = 0
    for (let run = 0; run < 2000; run++) {
      const first = Float64Array.from({ length: 200 }, () => rng())
      const bins = fitBins(first)
      const before = new Float64Array(binsIn(bins))
      const now = new Float64Array(binsIn(bins))
      for (const value of first) {
        before[binOf(bins, value)]++
        now[binOf(bins, rng() < 0.5 ? value : rng())]++
      }
      if (psiOf(before, now)!.p <= 0.05) alarms++
    }
    expect(alarms / 2000).toBeLessThan(0.02)
  })
})
