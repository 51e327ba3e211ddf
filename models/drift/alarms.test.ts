import { describe, expect, it } from 'vitest'
import { gaussian, integer } from '../draws.ts'
import { createMatrix, type Matrix } from '../matrix.ts'
import { createRng, type Rng } from '../rng.ts'
import { alarmLevel, alarmsOf } from './alarms.ts'
import { countRows, driftOf, emptyCounts, fitColumnBins } from './featureDrift.ts'
import { sizeChange } from './sizeChange.ts'

describe('alarmLevel', () => {
  it('by hand: a false alarm a year, a week, 20 tests', () => {
    expect(alarmLevel(20, 7, 1)).toBeCloseTo(7 / 365 / 20, 15)
  })
  it('spends no more when somebody runs it more often, nor saves up beyond a year', () => {
    expect(7 * alarmLevel(5, 1, 2)).toBeCloseTo(alarmLevel(5, 7, 2), 15)
    expect(alarmLevel(5, 3650, 2)).toBe(alarmLevel(5, 365, 2))
    expect(alarmLevel(0, 7, 1)).toBe(0)
    expect(() => alarmLevel(5, -1, 1)).toThrow(RangeError)
  })
})

const FEATURES = 12
const PEOPLE = 300
const PERSONAS = 5

/** Features of one root, as a customer's are: some continuous, some counts, some mostly missing. */
function month(rng: Rng, shift = 0): Matrix {
  const x = createMatrix(PEOPLE, FEATURES)
  for (let i = 0; i < PEOPLE; i++) {
    const root = gaussian(rng)
    for (let j = 0; j < FEATURES; j++) {
      const value = root + gaussian(rng) + (j === 0 ? shift : 0)
      x.data[i * FEATURES + j] = j % 4 === 1 ? Math.max(0, Math.round(value)) : j % 4 === 2 && value < 0 ? NaN : value
    }
  }
  return x
}

function driftBetween(first: Matrix, second: Matrix, rng: Rng) {
  const bins = fitColumnBins(first, rng)
  const [before, now] = [first, second].map((x) => {
    const counts = emptyCounts(bins)
    countRows(bins, counts, x)
    return counts
  })
  return driftOf(before, now)
}

/** Everybody may move to another persona, each as readily there as back. */
function move(rng: Rng, personas: Int32Array): Int32Array {
  return personas.map((own) => (rng() < 0.2 ? integer(rng, PERSONAS) : own))
}

function sizesOf(before: Int32Array, now: Int32Array) {
  return Array.from({ length: PERSONAS }, (_, persona) => {
    const were = before.filter((own) => own === persona).length
    const are = now.filter((own) => own === persona).length
    return sizeChange(were, are, before.filter((own, i) => own === persona && now[i] === persona).length)
  })
}

describe('a year in which nothing changes', () => {
  it('raises no more false alarms than its budget, though the months overlap and the features depend on each other', () => {
    const rng = createRng('years without change')
    const years = 50
    const falsePerYear = 4
    let alarms = 0
    for (let year = 0; year < years; year++) {
      let last = month(rng)
      let personas: Int32Array = Int32Array.from({ length: PEOPLE }, () => integer(rng, PERSONAS))
      for (let run = 0; run < 12; run++) {
        const now = month(rng)
        const moved = move(rng, personas)
        // Without a least change: what is tested is the bookkeeping of chance.
        const found = alarmsOf(driftBetween(last, now, rng), sizesOf(personas, moved), { days: 365 / 12, falsePerYear, leastPsi: 0, leastChange: 0, leastPeople: 0 })
        alarms += found.features.length + found.sizes.length
        last = now
        personas = moved
      }
    }
    // Fewer than the 200 allowed, because the exact test of sizes cannot spend all of its level; far fewer would say it never looks.
    expect(alarms).toBeLessThanOrEqual(falsePerYear * years)
    expect(alarms).toBeGreaterThan(falsePerYear * years * 0.4)
  }, 30_000)
})

describe('alarmsOf', () => {
  const rng = createRng('change')
  const unchanged = sizeChange(200, 200, 150)

  it('sees the one feature that moved', () => {
    const found = alarmsOf(driftBetween(month(rng), month(rng, 1.5), rng), [unchanged], { days: 30 })
    expect(found.features).toEqual([0])
    expect(found.sizes).toEqual([])
    expect(found.tests).toBe(FEATURES + 1)
  })
  it('sees the one persona that shrank', () => {
    const found = alarmsOf(driftBetween(month(rng), month(rng), rng), [unchanged, sizeChange(1000, 700, 650)], { days: 30 })
    expect(found).toMatchObject({ features: [], sizes: [1] })
  })
  it('keeps quiet about what is certain and small, or great and of few', () => {
    const certain = sizeChange(100_000, 97_000, 96_000)
    expect(certain.p).toBeLessThan(1e-100)
    const few = sizeChange(60, 20, 20)
    expect(few.p).toBeLessThan(1e-9)
    const drift = { before: 90, now: 1e6, psi: 3, unchanged: 0.1, freedom: 9, p: 1e-30 }
    const small = { ...drift, before: 1e6, psi: 0.05 }
    expect(alarmsOf([drift, small, null], [certain, few], { days: 30 })).toMatchObject({ tests: 4, features: [], sizes: [] })
  })
})
