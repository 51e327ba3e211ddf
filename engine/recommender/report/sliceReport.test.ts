import { describe, expect, it } from 'vitest'
import { integer, sampleWithout } from '../../../models/draws.ts'
import type { Interactions } from '../../../models/interactions.ts'
import { derive } from '../../../models/rng.ts'
import { dayMs } from '../../../models/strengths.ts'
import { PURCHASE, VIEW } from '../behaviours.ts'
import type { Cases } from '../cases.ts'
import { itemPopularity } from './itemPopularity.ts'
import type { ReportInput } from './reportInput.ts'
import { sliceReport } from './sliceReport.ts'

const CUT = 100 * dayMs
type Row = readonly [customer: number, item: number, behaviour: number, day: number]

function interactions(rows: readonly Row[], customers: number, items: number): Interactions {
  return {
    customers, items, customer: Int32Array.from(rows, (row) => row[0]), item: Int32Array.from(rows, (row) => row[1]),
    behaviour: Uint8Array.from(rows, (row) => row[2]), at: Float64Array.from(rows, (row) => row[3] * dayMs),
  }
}

/**
 * 60 customers, 4 items of two categories. Everybody was known by a view of item 0, but the last 20 came after the cut with no history. The
 * first 40 bought item 0 before, are shown items 1 and 2, and buy 1; the others are shown item 3 and buy item 2, which is new.
 */
function input(change: Partial<ReportInput> = {}): ReportInput {
  const known: Row[] = Array.from({ length: 40 }, (_, c): Row => [c, 0, PURCHASE, 10])
  const rows = interactions([...known, [0, 1, PURCHASE, 20], [0, 2, VIEW, 95], [0, 3, VIEW, 20]], 60, 4)
  const customers = Int32Array.from({ length: 60 }, (_, c) => c)
  const cases: Cases = {
    cut: CUT, known: rows, histories: rows, customers, moments: new Float64Array(60).fill(CUT + dayMs),
    bought: Array.from(customers, (c) => new Set([c < 40 ? 1 : 2])),
  }
  return {
    cases, rankings: { served: Array.from(customers, (c) => (c < 40 ? [1, 2] : [3])), popularity: Array.from(customers, () => [0, 1]) }, category: Int32Array.from([0, 0, 1, -1]),
    attributes: { items: 4, vocabulary: 3, offsets: Int32Array.from([0, 1, 2, 4, 4]), attributes: Int32Array.from([0, 0, 0, 1]) },
    personas: { keys: ['0', '1'], of: Int32Array.from(customers, (c) => (c < 30 ? 0 : c < 45 ? 1 : -1)) }, personaNames: new Map([['0', 'Regulars']]),
    places: { keys: ['DE', 'DE/Hessen'], countries: 1, countryOf: new Int32Array(60), of: new Int32Array(60).fill(1) }, chances: null, seed: 5, ...change,
  }
}

const report = sliceReport(input())
const sliced = (by: string) => {
  const found = report.slices.find((each) => each.name === by)
  if (found === undefined) throw new Error(`no slices by ${by}`)
  return found
}
const rows = (by: string) => sliced(by).slices.map(({ name, n, served }) => [name, n, served['hr@20'].mean])

describe('slices', () => {
  it('are by persona, under the names given, and hidden below 20 customers', () => {
    expect(sliced('persona').hidden).toBe(2)
    expect(rows('persona')).toEqual([['Regulars', 30, 1]])
  })

  it('are by how much the customer had done until the moment, and whether they were there before the cut', () => {
    expect(rows('history')).toEqual([['nothing', 20, 0], ['1–2 interactions', 39, 1]])
    expect(sliced('history').hidden).toBe(1)
    expect(rows('customer')).toEqual([['known at the cut', 40, 1], ['new since the cut', 20, 0]])
  })

  it('are by the item bought: its age, how many own it', () => {
    expect(rows('age of the item bought')).toEqual([['new in 14 days', 20, 0], ['older', 40, 1]])
    expect(rows('popularity of the item bought')).toEqual([['tail', 60, 0.66667]])
    expect(rows('country')).toEqual([['DE', 60, 0.66667]])
  })

  it('compare with popularity over the same customers', () => {
    const [nothing, some] = sliced('history').slices
    expect(some.gain.mean).toBeCloseTo(1 - 1 / Math.log2(3), 4)
    expect(some.popularity['hr@20']).toEqual({ mean: 1, low: 1, high: 1 })
    expect(nothing.gain).toEqual({ mean: 0, low: 0, high: 0 })
  })
})

describe('lists', () => {
  const { served, popularity } = report.lists

  it('have the figures worked by hand', () => {
    expect(served.coverage).toBe(0.75)
    expect(popularity).toMatchObject({ coverage: 0.5, gini: 0.5, entropy: 1, personalisation: 0, serendipity: { mean: 0 } })
    expect(served.popularity).toMatchObject({ mean: 0.33333, n: 60 }) // (40 · (1 + 0)/2 + 20 · 0) / 60
    expect(popularity.popularityLift).toBeCloseTo(20.5 / ((39 * 40 + 20.5) / 40) - 1, 4)
    expect(served.serendipity?.mean).toBe(0)
    expect(served.novelty?.mean).toBeCloseTo(Math.log2(40), 4)
    expect(served.tailShare?.mean).toBe(1)
    expect(popularity.tailShare?.mean).toBe(0.5)
  })

  it('leave out whom a figure says nothing about', () => {
    expect(served.diversity).toMatchObject({ mean: 1, n: 40 })
    expect(served.attributeDiversity?.mean).toBeCloseTo(1 - 1 / Math.SQRT2, 4)
    expect(served.miscalibration?.n).toBe(40)
    expect(served.miscalibration?.mean).toBeCloseTo(Math.log(1 / (0.99 * 0.5 + 0.01)), 4)
  })

  it('know nothing of diversity and calibration where no item has a category', () => {
    const { lists } = sliceReport(input({ category: new Int32Array(4).fill(-1) }))
    expect(lists.served.diversity).toBeNull()
    expect(lists.served.miscalibration).toBeNull()
  })
})

describe('chances', () => {
  it('are compared with what was bought', () => {
    const { chances } = sliceReport(input({ chances: { probabilities: Float32Array.from([0.25, 0.25, 0.75, 0.75]), labels: Float32Array.from([0, 0, 1, 1]) } }))
    expect(chances).toMatchObject({ n: 4, predicted: 0.5, observed: 0.5, ece: 0.25, brier: 0.0625 })
    expect(report.chances).toBeNull()
  })
})

describe('bands', () => {
  it('hold a fifth, three fifths and a fifth of what is owned', () => {
    const bought = [50, 20, 10, 10, 5, 5].flatMap((people, item) => Array.from({ length: people }, (_, c): Row => [c, item, PURCHASE, 1]))
    expect([...itemPopularity(interactions(bought, 60, 7)).band]).toEqual([0, 1, 1, 2, 2, 2, 2])
  })
})

describe('the report of a shop', () => {
  const rng = derive(3, 'shop')
  const items = 2000
  const customers = Int32Array.from({ length: 4000 }, (_, c) => c)
  const known = interactions(Array.from({ length: 40_000 }, (): Row => [integer(rng, 4000), Math.floor(items * rng() ** 3), PURCHASE, 100 * rng()]), 4000, items)
  const cases: Cases = { cut: CUT, known, histories: known, customers, moments: new Float64Array(4000).fill(CUT), bought: Array.from(customers, () => new Set(sampleWithout(rng, items, 3))) }
  const drawn = () => Array.from(customers, () => sampleWithout(rng, items, 20))
  const large: ReportInput = {
    cases, rankings: { served: drawn(), popularity: drawn() }, category: Int32Array.from({ length: items }, (_, i) => i % 40),
    attributes: { items, vocabulary: 1, offsets: new Int32Array(items + 1), attributes: new Int32Array(0) },
    personas: { keys: Array.from({ length: 12 }, (_, g) => `persona ${g}`), of: customers.map((c) => c % 12) },
    places: { keys: Array.from({ length: 40 }, (_, g) => `C${g}`), countries: 40, countryOf: customers.map((c) => c % 40), of: customers.map((c) => c % 40) },
    chances: { probabilities: Float32Array.from({ length: 8000 }, () => rng()), labels: new Float32Array(8000) }, seed: 9,
  }

  it('stays below 30 kB, holds no NaN, and comes out the same again', { timeout: 60_000 }, () => {
    const text = JSON.stringify(sliceReport(large))
    expect(text.length).toBeLessThan(30_000)
    expect(JSON.stringify(sliceReport(large), (_, value: number) => (typeof value === 'number' && !Number.isFinite(value) ? 'not a number' : value))).toBe(text)
  })
})
