import { describe, expect, it } from 'vitest'
import { fromItemRows } from './itemLists.ts'
import { addLists, createScratch, explain, scoreLists, scoreOf } from './listScorer.ts'
import { topN } from './topN.ts'

const lists = fromItemRows([
  { neighbours: [1, 2], weights: [2, 1] },
  { neighbours: [0, 2], weights: [2, 4] },
  { neighbours: [3], weights: [1] },
  { neighbours: [], weights: [] },
])
const ints = (...values: number[]): Int32Array => Int32Array.from(values)
const floats = (...values: number[]): Float32Array => Float32Array.from(values)

describe('sources beyond the items', () => {
  // Row 4 is no item: what everybody buys.
  const wide = fromItemRows([{ neighbours: [1], weights: [2] }, { neighbours: [], weights: [] }, { neighbours: [], weights: [] }, { neighbours: [], weights: [] }, { neighbours: [1, 3], weights: [1, 5] }], 4)

  it('add to the round and are marked where they spoke first', () => {
    const scratch = createScratch(4)
    expect(scoreLists(wide, ints(0), floats(1), scratch)).toEqual(ints(1))
    expect(addLists(wide, ints(4), floats(0.5), scratch)).toEqual(ints(1, 3))
    expect([1, 3].map((item) => scoreOf(scratch, item))).toEqual([2.5, 2.5])
    expect([1, 3].map((item) => scratch.later[item] === scratch.round)).toEqual([false, true])
  })

  it('speak for somebody without a history', () => {
    const scratch = createScratch(4)
    expect(scoreLists(wide, ints(), floats(), scratch)).toBeNull()
    expect(addLists(wide, ints(4), floats(1), scratch)).toEqual(ints(1, 3))
  })
})

describe('scoreLists', () => {
  it('adds up the lists of the history', () => {
    const scratch = createScratch(4)
    const touched = scoreLists(lists, ints(0, 1), floats(1, 0.5), scratch)
    expect([...(touched ?? [])].sort()).toEqual([0, 1, 2])
    expect([0, 1, 2, 3].map((item) => scoreOf(scratch, item))).toEqual([1, 2, 3, null])
  })

  it('keeps nothing of the customer before', () => {
    const scratch = createScratch(4)
    scoreLists(lists, ints(0, 1), floats(1, 1), scratch)
    expect([...(scoreLists(lists, ints(2), floats(1), scratch) ?? [])]).toEqual([3])
    expect(scoreOf(scratch, 2)).toBeNull()
    expect(scoreLists(lists, ints(), floats(), scratch)).toBeNull()
    expect(scoreOf(scratch, 3)).toBeNull()
  })

  it('keeps an item whose terms cancel: a score of 0 is a score', () => {
    const scratch = createScratch(4)
    scoreLists(lists, ints(0, 1), floats(4, -1), scratch)
    expect(scoreOf(scratch, 2)).toBe(0)
  })

  it('starts its rounds over when their number is used up', () => {
    const scratch = createScratch(4)
    scoreLists(lists, ints(0), floats(1), scratch)
    scratch.stamps.fill(1)
    scratch.round = 0x7fffffff
    expect([...(scoreLists(lists, ints(2), floats(1), scratch) ?? [])]).toEqual([3])
    expect(scoreOf(scratch, 0)).toBeNull()
  })

  it('refuses weights that do not fit and a scratch of another size', () => {
    expect(() => scoreLists(lists, ints(0), floats(), createScratch(4))).toThrow(RangeError)
    expect(() => scoreLists(lists, ints(0), floats(1), createScratch(3))).toThrow(RangeError)
  })

  it('ranks 40k items × 200 neighbours as a dense sum does (how fast: npm run bench -- scorer)', () => {
    const items = 40_000
    const length = 200
    const large = {
      items,
      offsets: Int32Array.from({ length: items + 1 }, (_, i) => i * length),
      neighbours: new Int32Array(items * length).map((_, k) => (k * 7919 + ((k * k) % 1009) * 31) % items),
      weights: new Float32Array(items * length).map((_, k) => 1 / ((k % length) + 1)),
    }
    const scratch = createScratch(items)
    const history = Int32Array.from({ length: 30 }, (_, k) => (k * 1237) % items)
    const dense = new Float32Array(items)
    for (const item of history) for (let k = item * length; k < (item + 1) * length; k++) dense[large.neighbours[k]] += large.weights[k]
    const touched = scoreLists(large, history, new Float32Array(30).fill(1), scratch) ?? ints()
    const all = Int32Array.from({ length: items }, (_, item) => item)
    expect(topN(scratch.scores, touched, 100)).toEqual(topN(dense, all, 100))
  })
})

describe('explain', () => {
  it('names the items behind a score, strongest first, each once', () => {
    expect(explain(lists, ints(0, 1, 0), floats(1, 0.5, 2), 2)).toEqual([{ item: 0, weight: 3 }, { item: 1, weight: 2 }])
    expect(explain(lists, ints(0), floats(1), 3)).toBeNull()
    expect(explain(lists, ints(-1, 99), floats(1, 1), 3)).toBeNull()
  })
})
