import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../store/connect.ts'
import { copyOut } from '../store/copyOut.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { LIKED } from './behaviours.ts'
import { itemCollector } from './copyItems.ts'

describe('taking a COPY apart', () => {
  let store: Store
  let bytes: Buffer
  beforeAll(async () => {
    store = await createTestStore()
    const pieces: Buffer[] = []
    await store.sql.begin((tx) => copyOut(tx, `copy (select * from (values
      (7, 'a', 'view', '2026-01-02T03:04:05.678901Z'::timestamptz, 12.34::numeric(14, 4), null::real), (0, 'Käse', 'purchase', '1969-12-31T23:59:59.5Z', null, null), (7, '', 'cart', '2000-01-01T00:00:00Z', 0, null),
      (2, 'a', 'return', '2026-01-02T03:04:05Z', 9999999999.9999, null),
      (2, 'b', 'rate', '2026-01-02T03:04:06Z', null, 3), (2, 'a', 'rate', '2026-01-02T03:04:06Z', -0.0007, 5), (2, 'a', 'rate', '2026-01-02T03:04:06Z', null, null)) t (n, item, action, at, price, rating)) to stdout (format binary)`, (piece) => { pieces.push(piece) }))
    bytes = Buffer.concat(pieces)
  })
  afterAll(() => store.close())

  const collected = (size: number, end = bytes.length) => {
    const table = itemCollector()
    for (let from = 0; from < end; from += size) table.add(bytes.subarray(from, Math.min(end, from + size)))
    return table.done()
  }

  it.each([1, 3, 20, 61, 1e6])('gives the same rows in pieces of %i bytes', (size) => {
    expect(collected(size)).toEqual({
      customer: Int32Array.of(7, 0, 7, 2, 2), item: Int32Array.of(0, 1, 2, 0, 0), behaviour: Uint8Array.of(0, 2, 1, 3, LIKED),
      at: Float64Array.of(Date.UTC(2026, 0, 2, 3, 4, 5) + 678.901, -500, Date.UTC(2000, 0, 1), Date.UTC(2026, 0, 2, 3, 4, 5), Date.UTC(2026, 0, 2, 3, 4, 6)),
      price: Float32Array.of(12.34, NaN, 0, 9999999999.9999, -0.0007), itemIds: ['a', 'Käse', ''],
    })
  })

  it('says when the answer was cut off', () => {
    expect(() => collected(1e6, bytes.length - 1)).toThrow('stopped in the middle')
    expect(() => collected(1e6, 60)).toThrow('stopped in the middle')
    expect(() => collected(1e6, 5)).toThrow('stopped in the middle')
  })
})
