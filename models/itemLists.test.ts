import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { fromItemRows, weightOf } from './itemLists.ts'
import type { ItemRow } from './itemLists.ts'
import { decodeItemLists, encodeItemLists } from './itemListsCodec.ts'

const lists = fromItemRows([
  { neighbours: [1, 2], weights: [0.5, 0.25] },
  { neighbours: [], weights: [] },
  { neighbours: [0], weights: [-1] },
])

const rowsOf = (items: number): fc.Arbitrary<ItemRow[]> => fc.array(
  fc.array(fc.tuple(fc.nat(items - 1), fc.float({ noNaN: true, noDefaultInfinity: true })), { maxLength: 8 })
    .map((pairs) => ({ neighbours: pairs.map(([item]) => item), weights: pairs.map(([, weight]) => weight) })),
  { minLength: items, maxLength: items },
)

describe('item lists', () => {
  it('packs rows', () => {
    expect([...lists.offsets]).toEqual([0, 2, 2, 3])
    expect(weightOf(lists, 0, 2)).toBe(0.25)
    expect(weightOf(lists, 1, 0)).toBeNull()
    expect(weightOf(lists, -1, 0)).toBeNull()
  })

  it('refuses rows that are no lists', () => {
    expect(() => fromItemRows([{ neighbours: [0, 0], weights: [1] }])).toThrow(RangeError)
    expect(() => fromItemRows([{ neighbours: [1], weights: [1] }])).toThrow('no item')
    expect(() => fromItemRows([{ neighbours: [0], weights: [NaN] }])).toThrow('not finite')
  })
})

describe('encode and decode', () => {
  it('gives any lists back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }).chain(rowsOf), (rows) => {
      const any = fromItemRows(rows)
      expect(decodeItemLists(encodeItemLists(any))).toEqual(any)
      const wider = fromItemRows([...rows, ...rows], rows.length) // sources that are no items
      expect(decodeItemLists(encodeItemLists(wider))).toEqual(wider)
    }))
  })

  it('gives the same bytes for the same lists', () => {
    expect(encodeItemLists(lists)).toEqual(encodeItemLists(structuredClone(lists)))
  })

  it('reads shared memory in place and copies only what is not aligned', () => {
    const bytes = encodeItemLists(lists)
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
    shared.set(bytes)
    const decoded = decodeItemLists(shared)
    expect(decoded.neighbours.buffer).toBe(shared.buffer)
    expect(decoded.weights.buffer).toBe(shared.buffer)
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    expect(decodeItemLists(shifted.subarray(1))).toEqual(lists)
  })

  it('is little endian, whatever the machine', () => {
    expect([...encodeItemLists(lists).subarray(0, 12)]).toEqual([0x4c, 0x49, 0x54, 0x4c, 1, 0, 0, 0, 3, 0, 0, 0])
  })

  it('refuses any cut and any flipped bit', () => {
    const bytes = encodeItemLists(lists)
    for (let length = 0; length < bytes.length; length++) expect(() => decodeItemLists(bytes.slice(0, length))).toThrow(RangeError)
    // The last header word is a reserve and carries nothing.
    for (let at = 0; at < bytes.length; at++) {
      if (at >= 20 && at < 24) continue
      const damaged = bytes.slice()
      damaged[at] ^= 4
      expect(() => decodeItemLists(damaged), `byte ${at}`).toThrow(RangeError)
    }
  })

  it('says that another version wants a new fit', () => {
    const bytes = encodeItemLists(lists)
    bytes[4] = 9
    expect(() => decodeItemLists(bytes)).toThrow('version 9')
  })
})
