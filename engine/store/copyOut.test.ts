import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from './connect.ts'
import { connect } from './connect.ts'
import { copyOut } from './copyOut.ts'
import { createTestStore } from './testing/testStore.ts'

// The driver is mended for this (seeds/cli/postgresDriver.mjs): a connection on which a COPY was read was never heard again.
describe('copyOut', () => {
  let store: Store
  let one: Store
  beforeAll(async () => {
    store = await createTestStore()
    one = await connect(store.connection, 1, async () => {})
  })
  afterAll(async () => {
    await one.close()
    await store.close()
  })

  const copied = (rows: string, stopAfter = Infinity) => one.sql.begin(async (tx) => {
    let bytes = 0
    await copyOut(tx, `copy (${rows}) to stdout`, (chunk) => {
      bytes += chunk.length
      if (bytes >= stopAfter) throw new RangeError('enough')
    })
    return bytes
  })
  /** On the only connection there is. */
  const stillHeard = async () => expect(await one.sql`select 1 as one`).toEqual([{ one: 1 }])

  it.each([0, 1, 3000, 300_000])('takes %i rows whole, and its connection serves the next', async (n) => {
    expect(await copied(`select 'a' from generate_series(1, ${n})`)).toBe(2 * n)
    await stillHeard()
  })

  it('may be found wanting in the middle', async () => {
    await expect(copied(`select 'a' from generate_series(1, 300000)`, 20_000)).rejects.toThrow('enough')
    await stillHeard()
  })

  it('may fail in the middle, with the database\'s own error', async () => {
    await expect(copied('select 1 / (200000 - n) from generate_series(1, 300000) n')).rejects.toMatchObject({ code: '22012' })
    await stillHeard()
  })
})
