import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { fitEase } from './ease.ts'
import type { EaseOptions } from './ease.ts'
import peer from './fixtures/graphFilter-scipy.json' with { type: 'json' }
import type { Interactions } from './interactions.ts'
import { itemListContract } from './itemListContract.ts'
import { weightOf } from './itemLists.ts'
import { computeAlone } from './parallel/alone.ts'
import { openTeam } from './parallel/team.ts'
import { createRng } from './rng.ts'

const plain: EaseOptions = {
  behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000,
  regularisation: 1, dropout: 0, customerExponent: 0, mostItems: 20_000, topK: 1000,
}

function of(customers: number, items: number, pairs: readonly (readonly [customer: number, item: number])[]): Interactions {
  return {
    customers, items, customer: Int32Array.from(pairs, ([c]) => c), item: Int32Array.from(pairs, ([, i]) => i),
    behaviour: new Uint8Array(pairs.length), at: Float64Array.from(pairs, (_, k) => k),
  }
}

const behaviours = [{ source: 0.3, target: 0.1 }, { source: 0.6, target: 0.5 }, { source: 1, target: 1 }]
itemListContract('EASE', (x, now) => fitEase(x, { ...plain, behaviours, halfLifeDays: 30, dropout: 0.2, customerExponent: 0.1 }, now, computeAlone()))

describe('EASE by hand', () => {
  // XᵀX = [[2, 1], [1, 1]] of items 0 and 1; with λ = 1: [[3, 1], [1, 2]], its inverse [[2, −1], [−1, 3]] / 5. Items 2 and 3 are nobody's and alone.
  const x = of(3, 4, [[0, 0], [0, 1], [1, 0], [2, 3]])

  it('gives −P_ij / P_jj', () => {
    const lists = fitEase(x, plain, 1e6, computeAlone())
    expect(weightOf(lists, 0, 1)).toBeCloseTo(1 / 3, 6)
    expect(weightOf(lists, 1, 0)).toBeCloseTo(1 / 2, 6)
    expect(weightOf(lists, 0, 0)).toBeNull()
    expect([...lists.offsets]).toEqual([0, 1, 2, 2, 2])
  })

  it('weighs customers, drops out and keeps to the head', () => {
    // p = ½ adds diag(XᵀX): [[5, 1], [1, 3]] → −P_01 / P_11 = 1/5.
    expect(weightOf(fitEase(x, { ...plain, dropout: 0.5 }, 1e6, computeAlone()), 0, 1)).toBeCloseTo(1 / 5, 6)
    // α = ½: customer 0 counts half: [[2.5, 0.5], [0.5, 1.5]] → 1/5.
    expect(weightOf(fitEase(x, { ...plain, customerExponent: 0.5 }, 1e6, computeAlone()), 0, 1)).toBeCloseTo(1 / 5, 6)
    expect(fitEase(x, { ...plain, mostItems: 1 }, 1e6, computeAlone()).neighbours.length).toBe(0)
  })

  it('refuses to fit without regularisation', () => {
    expect(() => fitEase(x, { ...plain, regularisation: 0 }, 1e6, computeAlone())).toThrow(RangeError)
  })
})

describe(`parity of EASE: ${peer.madeBy}`, () => {
  it('equals the dense inverse', () => {
    const x = of(peer.customers, peer.items, peer.customer.map((c, k) => [c, peer.item[k]] as const))
    const lists = fitEase(x, { ...plain, regularisation: peer.lambda }, 1e6, computeAlone())
    peer.ease.forEach((row, i) => row.forEach((weight, j) => { if (i !== j) expect(weightOf(lists, i, j) ?? 0).toBeCloseTo(weight, 5) }))
  })
})

describe('EASE over several blocks', () => {
  const rng = createRng(9)
  const items = 600 // three blocks, the last cut
  const pairs = new Set(Array.from({ length: 12_000 }, () => Math.floor(800 * rng()) * items + Math.floor(items * rng() ** 2)))
  const x = of(800, items, Array.from(pairs, (pair) => [Math.floor(pair / items), pair % items] as const))
  const options = { ...plain, regularisation: 5, topK: items }

  it('solves what it says: (XᵀX + λ) P = 1', () => {
    const lists = fitEase(x, options, 1e6, computeAlone())
    // Column j of B solves (G + λ) b = g_j + (λ − 1/P_jj) e_j off the diagonal: the residual is 0 in every row but j.
    const have = Array.from({ length: 800 }, () => new Set<number>())
    x.customer.forEach((c, k) => have[c].add(x.item[k]))
    const target = 3
    const b = Float64Array.from({ length: items }, (_, i) => weightOf(lists, i, target) ?? 0)
    const residual = b.map((weight) => options.regularisation * weight)
    for (const set of have) {
      let predicted = set.has(target) ? -1 : 0
      for (const item of set) predicted += b[item]
      for (const item of set) residual[item] += predicted
    }
    residual.forEach((value, item) => { if (item !== target) expect(value).toBeCloseTo(0, 3) })
  })

  describe.skipIf(!existsSync(new URL('../dist/kernelThread.js', import.meta.url)))('in compiled kernels and threads (after npm run build)', () => {
    const team = openTeam(2)
    const alone = openTeam(1)
    afterAll(() => Promise.all([team.close(), alone.close()]))

    it('gives the same bytes on one thread or two, the same weights as in typed arrays', () => {
      const lists = fitEase(x, { ...options, topK: 50 }, 1e6, team)
      expect(fitEase(x, { ...options, topK: 50 }, 1e6, alone)).toEqual(lists)
      const slow = fitEase(x, options, 1e6, computeAlone())
      for (let i = 0; i < items; i++) {
        for (let k = lists.offsets[i]; k < lists.offsets[i + 1]; k++) expect(lists.weights[k]).toBeCloseTo(weightOf(slow, i, lists.neighbours[k]) ?? Number.NaN, 4)
      }
    })
  })
})
