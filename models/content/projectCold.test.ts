import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemAttributes } from '../fusion/contentLists.ts'
import { fromItemRows, weightOf, type ItemLists } from '../itemLists.ts'
import { projectCold, projectionDefaults, type ProjectionOptions } from './projectCold.ts'

const options: ProjectionOptions = { ...projectionDefaults, content: { ...projectionDefaults.content, maxShare: 1 } }

function attributesOf(rows: readonly (readonly number[])[], vocabulary: number): ItemAttributes {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => { offsets[i + 1] = offsets[i] + row.length })
  return { items: rows.length, vocabulary, offsets, attributes: Int32Array.from(rows.flat()) }
}

function listsOf(rows: readonly (readonly (readonly [to: number, weight: number])[])[]): ItemLists {
  return fromItemRows(rows.map((row) => ({ neighbours: row.map(([to]) => to), weights: row.map(([, weight]) => weight) })))
}

describe('projectCold by hand', () => {
  // Warm 0, 1, 2; cold 3 is like 0 alone, cold 4 like nothing.
  const lists = listsOf([[[1, 4], [2, 2]], [[0, 3]], [[0, 1], [1, 0.5]], [], []])
  const x = attributesOf([[0], [1], [2], [0], [3]], 4)
  const evidence = [20, 20, 20, 0, 0]

  it('gives a cold item the place and the list of the warm one that it is like', () => {
    const with3 = projectCold(lists, x, evidence, { ...options, direct: 0, scale: 0.5 })
    expect(weightOf(with3, 1, 3)).toBe(1.5)
    expect(weightOf(with3, 2, 3)).toBe(0.5)
    expect([weightOf(with3, 3, 1), weightOf(with3, 3, 2), weightOf(with3, 3, 0), weightOf(with3, 0, 3)]).toEqual([4, 2, null, null])
    expect(weightOf(with3, 1, 0)).toBe(3)
    expect([...with3.offsets.subarray(4)]).toEqual([with3.offsets[4], with3.offsets[4]])
  })

  it('lets the like item itself speak both ways, in means of the largest weights (4, 3 and 1)', () => {
    const with3 = projectCold(lists, x, evidence, { ...options, direct: 0.75 })
    expect([weightOf(with3, 0, 3), weightOf(with3, 3, 0)]).toEqual([2, 2])
    // No longer than the longest of the lists.
    expect(weightOf(with3, 3, 2)).toBeNull()
  })

  it('shares by likeness to the power, and hands over as evidence grows', () => {
    // Item 3 is like 0 by one attribute and like 1 by the same one: one half each.
    const alike = attributesOf([[0], [0], [1], [0]], 2)
    const known = listsOf([[[2, 4]], [[2, 2]], [[0, 3], [1, 1], [3, 8]], [[2, 10]]])
    const by = (n: number) => projectCold(known, alike, [20, 20, 20, n], { ...options, direct: 0, halfEvidence: 2 })
    expect([weightOf(by(0), 3, 2), weightOf(by(0), 2, 3)]).toEqual([3, 2])
    expect([weightOf(by(2), 3, 2), weightOf(by(2), 2, 3)]).toEqual([6.5, 5])
    expect([weightOf(by(10), 3, 2), weightOf(by(10), 2, 3)]).toEqual([10, 8])
  })

  it('lets cold items meet', () => {
    const two = attributesOf([[0], [1], [0], [1]], 2)
    const known = listsOf([[[1, 4]], [[0, 3]], [], []])
    const both = projectCold(known, two, [20, 20, 0, 0], { ...options, direct: 0 })
    expect([weightOf(both, 2, 3), weightOf(both, 3, 2), weightOf(both, 2, 2)]).toEqual([4, 3, null])
  })

  it('adds at most so many cold items to a list, the best', () => {
    const three = attributesOf([[0], [1], [0, 2], [0], [2]], 3)
    const known = listsOf([[[1, 4]], [[0, 4]], [], [], []])
    const one = projectCold(known, three, [20, 20, 0, 0, 0], { ...options, direct: 0, perRow: 1 })
    expect(one.offsets[2] - one.offsets[1]).toBe(2)
  })

  it('refuses what does not fit together', () => {
    expect(() => projectCold(lists, x, [1], options)).toThrow(RangeError)
  })
})

describe('projectCold, whatever the lists', () => {
  const warm = 8
  const codes = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 })
  const rowsOf = fc.array(fc.uniqueArray(fc.tuple(fc.nat(warm - 1), fc.integer({ min: 1, max: 9 })), { selector: ([to]) => to, maxLength: 5 }), { minLength: warm, maxLength: warm })

  it('returns the lists themselves where nothing is cold', () => {
    fc.assert(fc.property(rowsOf, fc.array(codes, { minLength: warm, maxLength: warm }), (rows, attributes) => {
      const lists = listsOf(rows)
      expect(projectCold(lists, attributesOf(attributes, 10), new Int32Array(warm).fill(10), options)).toBe(lists)
    }))
  })

  it('leaves weights between warm items as they are', () => {
    fc.assert(fc.property(rowsOf, fc.array(codes, { minLength: warm + 2, maxLength: warm + 2 }), (rows, attributes) => {
      const lists = listsOf([...rows, [], []])
      const projected = projectCold(lists, attributesOf(attributes, 10), Int32Array.from(attributes, (_, item) => (item < warm ? 10 : 0)), options)
      for (let i = 0; i < warm; i++) for (let j = 0; j < warm; j++) expect(weightOf(projected, i, j)).toBe(weightOf(lists, i, j))
    }))
  })

  it('gives a cold twin nearly the list of its twin, and its place in the others\'', () => {
    // The twin's own attribute is nobody else's, so that all the others are less like it.
    fc.assert(fc.property(rowsOf, fc.array(codes, { minLength: warm, maxLength: warm }), fc.nat(warm - 1), (rows, attributes, twin) => {
      fc.pre(rows[twin].some(([to]) => to !== twin))
      const alike = attributes.map((own, item) => (item === twin ? [...own, 10] : own))
      const lists = listsOf([...rows.map((row, from) => row.filter(([to]) => to !== from)), []])
      const projected = projectCold(lists, attributesOf([...alike, alike[twin]], 11), Int32Array.from({ length: warm + 1 }, (_, item) => (item < warm ? 10 : 0)), { ...options, power: 60, direct: 0 })
      for (let j = 0; j < warm; j++) {
        expect(weightOf(projected, warm, j) ?? 0).toBeCloseTo(weightOf(lists, twin, j) ?? 0, 2)
        if (j !== twin) expect(weightOf(projected, j, warm) ?? 0).toBeCloseTo(weightOf(lists, j, twin) ?? 0, 2)
      }
    }))
  })
})
