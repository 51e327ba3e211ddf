import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from './connect.ts'
import { copyRows, moments, number, text } from './copyRows.ts'
import { createTestStore } from './testing/testStore.ts'

describe('copyRows', () => {
  let store: Store
  beforeAll(async () => { store = await createTestStore() })
  afterAll(() => store.close())

  it('brings every text back as it was', async () => {
    const texts = ['a\tb', 'a\nb\rc', '\\', '\\N', '\\.', '', 'ünï🎉', '{"a":"b\\"c"}']
    const at = new Date('2026-05-01T12:00:00.123Z')
    const write = moments()
    const rows = await store.sql.begin(async (tx) => {
      await tx`create temporary table copied (n integer, words text, at timestamptz) on commit drop`
      await copyRows(tx, 'copy copied (n, words, at) from stdin', texts.map((words, n) => `${number(n)}\t${text(words)}\t${write(at)}\n`).join('') + `${number(null)}\t${text(null)}\t${write(null)}\n`)
      return tx<{ n: number | null; words: string | null; at: Date | null }[]>`select * from copied order by n`
    })
    expect(rows.map(({ words }) => words)).toEqual([...texts, null])
    expect(rows.map((row) => row.at)).toEqual([...texts.map(() => at), null])
  })

  it('fails with the database\'s own error, and the transaction with it', async () => {
    const attempt = store.sql.begin(async (tx) => {
      await tx`create temporary table copied (n integer primary key) on commit drop`
      await copyRows(tx, 'copy copied (n) from stdin', '1\n1\n')
    })
    await expect(attempt).rejects.toMatchObject({ code: '23505' })
    expect(await store.sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})
