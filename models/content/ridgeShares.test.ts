import { describe, expect, it } from 'vitest'
import peer from '../fixtures/content-sklearn.json' with { type: 'json' }
import { fitContent, type ContentOptions, type ItemAttributes } from '../fusion/contentLists.ts'
import { weightOf } from '../itemLists.ts'
import { ridgeShares } from './ridgeShares.ts'

const cosine: ContentOptions = { idfExponent: 2, normExponent: 0.5, maxShare: 1, topK: 100 }

function of(rows: readonly (readonly number[])[], vocabulary: number): ItemAttributes {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => { offsets[i + 1] = offsets[i] + row.length })
  return { items: rows.length, vocabulary, offsets, attributes: Int32Array.from(rows.flat()) }
}

describe(`ridgeShares on the cosines of ${peer.madeBy}`, () => {
  it.each([0.1, 1])('solves (K + λ I) a = k, λ = %d', (ridge) => {
    const x = of(peer.attributes, peer.vocabulary)
    const alike = fitContent(x, cosine)
    const shares = ridgeShares(x, alike, cosine, ridge)
    for (let j = 0; j < x.items; j++) {
      const near = [...alike.neighbours.subarray(alike.offsets[j], alike.offsets[j + 1])]
      for (const m of near) {
        const left = near.reduce((sum, other) => sum + (peer.cosines[m][other] + (m === other ? ridge : 0)) * (weightOf(shares, j, other) ?? NaN), 0)
        expect(left).toBeCloseTo(peer.cosines[j][m], 4)
      }
    }
  })
})

describe('ridgeShares by hand', () => {
  it('makes an item of its twin alone as λ → 0, and twins share one say', () => {
    // 0 is the twin of 3; 1 and 2 share one attribute with them, and are twins themselves.
    const x = of([[0, 1], [1, 2], [1, 2], [0, 1], [3]], 4)
    const shares = ridgeShares(x, fitContent(x, cosine), cosine, 1e-6)
    expect(weightOf(shares, 3, 0)).toBeCloseTo(1, 3)
    expect(weightOf(shares, 3, 1)).toBeCloseTo(0, 3)
    const wide = ridgeShares(x, fitContent(x, cosine), cosine, 1)
    expect(weightOf(wide, 3, 1)).toBeCloseTo(weightOf(wide, 3, 2) ?? NaN, 6)
    expect(shares.offsets[5]).toBe(shares.offsets[4])
  })
})
