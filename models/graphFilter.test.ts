import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import peer from './fixtures/graphFilter-scipy.json' with { type: 'json' }
import { fitGraphFilter } from './graphFilter.ts'
import type { GraphFilterOptions } from './graphFilter.ts'
import type { Filter } from './graphFilter/plan.ts'
import { plateauCoefficients, responseOf, sharpening, tailCoefficients } from './graphFilter/response.ts'
import type { Interactions } from './interactions.ts'
import { itemListContract } from './itemListContract.ts'
import { weightOf } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'
import { computeAlone } from './parallel/alone.ts'
import { openTeam } from './parallel/team.ts'
import { createRng } from './rng.ts'

const plain: Omit<GraphFilterOptions, 'filter'> = {
  behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000,
  selfWeight: 0, positive: false, topK: 1000, lengthExponent: 0, popularityDiscount: 0,
}
const chebyCf: Filter = { kind: 'spectral', response: { shape: 'plateau', order: 8, flatness: 1.5 }, rank: 5, idealWeight: 0.2, degreeExponent: 0.4, tailDegree: 6 }

function of(customers: number, items: number, pairs: readonly (readonly [customer: number, item: number])[]): Interactions {
  return {
    customers, items, customer: Int32Array.from(pairs, ([c]) => c), item: Int32Array.from(pairs, ([, i]) => i),
    behaviour: new Uint8Array(pairs.length), at: Float64Array.from(pairs, (_, k) => k),
  }
}

function fit(x: Interactions, filter: Filter, change: Partial<GraphFilterOptions> = {}): ItemLists {
  return fitGraphFilter(x, { ...plain, ...change, filter }, 1e6, createRng(1), computeAlone())
}

const behaviours = [{ source: 0.3, target: 0.1 }, { source: 0.6, target: 0.5 }, { source: 1, target: 1 }]
itemListContract('GF-CF', (x, now, rng) =>
  fitGraphFilter(x, { ...plain, behaviours, halfLifeDays: 30, filter: { kind: 'gf-cf', rank: 4, idealWeight: 0.3 } }, now, rng, computeAlone()))
itemListContract('BSPM', (x, now, rng) =>
  fitGraphFilter(x, { ...plain, behaviours, halfLifeDays: 30, filter: { kind: 'bspm', rank: 4, idealWeight: 0.2, step: 2.5 } }, now, rng, computeAlone()))
itemListContract('ChebyCF', (x, now, rng) =>
  fitGraphFilter(x, { ...plain, behaviours, halfLifeDays: 30, filter: { ...chebyCf, rank: 4, tailDegree: 2 } }, now, rng, computeAlone()))

describe('graph filters by hand', () => {
  // Customer 0 has items 0 and 1, customer 1 items 1 and 2, customer 2 item 3: degrees 1, 2, 1, 1.
  const x = of(4, 4, [[0, 0], [0, 1], [1, 1], [1, 2], [2, 3]])
  const linear: Filter = { kind: 'gf-cf', rank: 0, idealWeight: 0 }

  it('walks from item to item by way of customers', () => {
    // P01 = 1/2 · 1/√(1·2); P11 = (1/2 + 1/2) / 2.
    const lists = fit(x, linear, { selfWeight: 2 })
    expect(weightOf(lists, 0, 1)).toBeCloseTo(0.5 / Math.SQRT2, 6)
    expect(weightOf(lists, 1, 1)).toBeCloseTo(2 * 0.5, 6)
    expect(weightOf(lists, 3, 3)).toBeCloseTo(2, 6)
    expect(weightOf(lists, 0, 2)).toBeNull()
    expect(weightOf(fit(x, linear), 1, 1)).toBeNull()
  })

  it('passes the smoothest vector of each part of the graph through the ideal part', () => {
    // Both parts have singular value 1: v = √d / |√d|, (1, √2, 1)/2 and e3, so V Vᵀ₀₁ = √2/4 and D^−½ V Vᵀ D^½ ₀₁ = 2/4.
    const lists = fit(x, { kind: 'gf-cf', rank: 2, idealWeight: 0.3 })
    expect(weightOf(lists, 0, 1)).toBeCloseTo(0.5 / Math.SQRT2 + 0.3 * 0.5, 5)
    expect(weightOf(lists, 1, 0)).toBeCloseTo(0.5 / Math.SQRT2 + 0.3 * 0.25, 5)
    expect(weightOf(lists, 0, 2)).toBeCloseTo(0.3 * 0.25, 5)
  })

  it('sharpens by taking away what two steps reach', () => {
    // 1 − h P + … on P: with h = 1 and degree 2 the entry 0→2 is −P01 P12.
    const lists = fit(x, { kind: 'bspm', rank: 0, idealWeight: 0, step: 0.001 })
    expect(weightOf(lists, 0, 2)).toBeCloseTo(-0.001 * 0.125, 6)
  })

  it('keeps the best, and only the positive on request', () => {
    const lists = fit(x, { kind: 'bspm', rank: 0, idealWeight: 0, step: 0.5 })
    expect(weightOf(lists, 0, 2)).toBeLessThan(0)
    expect(weightOf(fit(x, { kind: 'bspm', rank: 0, idealWeight: 0, step: 0.5 }, { positive: true }), 0, 2)).toBeNull()
    expect(fit(x, linear, { topK: 1 }).neighbours.length).toBe(3)
  })

  it('gives what many have longer lists, and popular items no more room than others', () => {
    // Degrees 1, 2, 1, 1: K = 1 on average gives room for 1, 2, 1, 1 entries after rounding; item 3 stands alone.
    const lists = fit(x, linear, { topK: 1, lengthExponent: 1 })
    expect([...lists.offsets]).toEqual([0, 1, 3, 4, 4])
    // From item 0 of a larger graph, the popular item 1 gives way to item 2.
    const full = of(5, 3, [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 2], [3, 1], [4, 1]])
    expect(fit(full, linear, { topK: 1 }).neighbours[0]).toBe(1)
    const fair = fit(full, linear, { topK: 1, popularityDiscount: 1 })
    expect(fair.neighbours[0]).toBe(2)
    expect(fair.weights[0]).toBeCloseTo(0.5 / Math.sqrt(3), 6)
  })

  it('leaves out what was returned', () => {
    const returned = { ...x, behaviour: Uint8Array.from([0, 1, 0, 0, 0]) }
    expect(weightOf(fit(returned, linear, { behaviours: [{ source: 1, target: 1 }, { source: -1, target: -1 }] }), 0, 1)).toBeNull()
  })
})

describe('responses', () => {
  it('have the published shapes', () => {
    expect(sharpening(2.5)).toEqual([1, -2.5, 3.125, expect.closeTo(-2.6042, 4), expect.closeTo(1.6276, 4)])
    expect(responseOf({ shape: 'sharpened', step: 2.5 })(0.5)).toBeCloseTo(0.5 - 2.5 / 4 + 3.125 / 8 - 2.6042 / 16 + 1.6276 / 32, 4)
    const plateau = responseOf({ shape: 'plateau', order: 8, flatness: 15 })
    for (const [lambda, h] of [[0, 0], [0.5, 0.5], [1, 1]]) expect(Math.abs(plateau(lambda) - h)).toBeLessThan(0.1)
    expect(Math.abs(plateau(0.35) - plateau(0.65))).toBeLessThan(0.1)
  })

  it('a tail of the same degree is the polynomial itself', () => {
    expect(tailCoefficients((l) => 3 * l - 2 * l * l + 7, 0.2, 2)).toEqual([expect.closeTo(3, 6), expect.closeTo(-2, 6)])
    expect(tailCoefficients((l) => l, 0.2, 0)).toEqual([])
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  const x = of(peer.customers, peer.items, peer.customer.map((c, k) => [c, peer.item[k]] as const))
  const equals = (lists: ItemLists, expected: readonly (readonly number[])[], digits: number): void =>
    expected.forEach((row, i) => row.forEach((weight, j) => { if (i !== j) expect(weightOf(lists, i, j) ?? 0).toBeCloseTo(weight, digits) }))

  it('GF-CF', () => equals(fit(x, { kind: 'gf-cf', rank: peer.rank, idealWeight: 0.3 }), peer.gfCf, 5))
  it('BSPM, early merge, one RK4 step', () => equals(fit(x, { kind: 'bspm', rank: peer.rank, idealWeight: 0.2, step: 2.5 }), peer.bspm, 5))
  it('coefficients of the plateau', () => {
    plateauCoefficients(8, 1.5).forEach((c, k) => expect(c).toBeCloseTo(peer.chebyCoefficients[k], 10))
  })
  it('ChebyCF, its tail of degree 8 replaced by one of 6 beyond the rank', () => equals(fit(x, chebyCf), peer.chebyCf, 4))
  it('ChebyCF with the short tail that is used in practice, nearly', () => equals(fit(x, { ...chebyCf, tailDegree: 2 }), peer.chebyCf, 1))
})

describe.skipIf(!existsSync(new URL('../dist/kernelThread.js', import.meta.url)))('graph filter in compiled kernels and threads (after npm run build)', () => {
  const team = openTeam(2)
  const alone = openTeam(1)
  afterAll(() => Promise.all([team.close(), alone.close()]))
  const rng = createRng(3)
  const x = of(300, 201, Array.from({ length: 3000 }, () => [Math.floor(300 * rng()), Math.floor(201 * rng() ** 2)] as const))
  const filters: readonly Filter[] = [{ kind: 'gf-cf', rank: 20, idealWeight: 0.3 }, { kind: 'bspm', rank: 20, idealWeight: 0.2, step: 2.5 }, { ...chebyCf, rank: 20, tailDegree: 2 }]

  it.each(filters)('$kind: the same bytes on one thread or two, the same weights as in typed arrays', (filter) => {
    const options = { ...plain, topK: 50, filter }
    const lists = fitGraphFilter(x, options, 1e6, createRng(1), team)
    expect(fitGraphFilter(x, options, 1e6, createRng(1), alone)).toEqual(lists)
    const slow = fitGraphFilter(x, { ...options, topK: 201 }, 1e6, createRng(1), computeAlone())
    for (let i = 0; i < 201; i++) {
      for (let k = lists.offsets[i]; k < lists.offsets[i + 1]; k++) expect(lists.weights[k]).toBeCloseTo(weightOf(slow, i, lists.neighbours[k]) ?? Number.NaN, 3)
    }
  })
})
