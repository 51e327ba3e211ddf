import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import peer from '../fixtures/content-sklearn.json' with { type: 'json' }
import { weightOf } from '../itemLists.ts'
import { fitContent } from './contentLists.ts'
import type { ContentOptions, ItemAttributes } from './contentLists.ts'

const cosine: ContentOptions = { idfExponent: 2, normExponent: 0.5, maxShare: 1, topK: 100 }

function of(rows: readonly (readonly number[])[], vocabulary: number): ItemAttributes {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => { offsets[i + 1] = offsets[i] + row.length })
  return { items: rows.length, vocabulary, offsets, attributes: Int32Array.from(rows.flat()) }
}

describe('content lists by hand', () => {
  // Attribute 0 on two of four described items, 1 on three, 2 on one; the last item has none.
  const x = of([[0, 1], [0, 1], [1], [2], []], 3)

  it('adds up what is shared, rare attributes more', () => {
    const lists = fitContent(x, { ...cosine, idfExponent: 1, normExponent: 0 })
    expect(weightOf(lists, 0, 1)).toBeCloseTo(Math.log(4 / 2) + Math.log(4 / 3), 6)
    expect(weightOf(lists, 0, 2)).toBeCloseTo(Math.log(4 / 3), 6)
    expect([weightOf(lists, 0, 0), weightOf(lists, 0, 3), weightOf(lists, 4, 0)]).toEqual([null, null, null])
  })

  it('passes over what too many share, and keeps the K best', () => {
    expect(weightOf(fitContent(x, { ...cosine, maxShare: 0.6 }), 0, 2)).toBeNull()
    expect(weightOf(fitContent(x, { ...cosine, topK: 1 }), 0, 2)).toBeNull()
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('is the cosine of tf-idf', () => {
    const lists = fitContent(of(peer.attributes, peer.vocabulary), cosine)
    peer.cosines.forEach((row, i) => row.forEach((value, j) => {
      if (i === j || value === 0) expect(weightOf(lists, i, j)).toBeNull()
      else expect(weightOf(lists, i, j)).toBeCloseTo(value, 5)
    }))
  })
})

describe('content lists, whatever the attributes', () => {
  it('are symmetric, and alike in all is 1', () => {
    fc.assert(fc.property(fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 4 }), { minLength: 2, maxLength: 12 }), (rows) => {
      const lists = fitContent(of(rows, 6), cosine)
      for (let i = 0; i < rows.length; i++) for (let j = 0; j < rows.length; j++) {
        const weight = weightOf(lists, i, j)
        expect(weight === null ? null : Math.fround(weight)).toBe(weightOf(lists, j, i))
        if (weight !== null && rows[i].length === rows[j].length && rows[i].every((code) => rows[j].includes(code))) expect(weight).toBeCloseTo(1, 5)
        if (weight !== null) expect(weight).toBeLessThanOrEqual(1 + 1e-6)
      }
    }))
  })
})
