import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../testing/folder.ts'
import { readDescribed } from './described.ts'

const read = (at: string) => readDescribed(at, () => {})

describe('readDescribed', () => {
  it('reads Online Retail: words and prices of the items, countries of the customers', async () => {
    const line = (invoice: string, item: string, title: string, customer: string, country: string) => `${invoice},${item},${title},1,2011-01-0${invoice} 10:00:00,1.5,${customer},${country}\n`
    const csv = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
      + line('1', '10', 'RED BOX', '7.0', 'France') + line('1', 'POST', 'POSTAGE', '7.0', 'France') + line('2', '20', 'RED LAMP', '8.0', 'Germany') + line('3', '10', 'RED BOX', '9.0', 'France')
    const { rows, attributes, place, counts } = await read(path.join(folderOf({ 'a.csv': csv }), 'a.csv'))
    expect([...rows.item]).toEqual([0, 1, 0])
    expect([...place ?? []]).toEqual([0, 1, 0])
    // Both share 'red' and their price bands; postage is no item.
    expect(counts).toMatchObject({ customers: 3, items: 2, places: 2, attributes: 3 })
    expect([...attributes.offsets]).toEqual([0, 3, 6])
  })

  it('reads MovieLens: genres and decades, the region of the zip code and nothing else of the people', async () => {
    const { rows, attributes, place } = await read(folderOf({
      'ml-100k.inter': 'user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t5\t3\t10\n2\t6\t1\t20\n',
      'ml-100k.item': 'item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n5\tHeat\t1995\tCrime Drama\n6\tSpeed\t1994\tDrama\n',
      'ml-100k.user': 'user_id:token\tage:token\tgender:token\toccupation:token\tzip_code:token\n1\t24\tM\twriter\t85711\n2\t24\tM\twriter\tT8H1N\n',
    }))
    expect([...rows.at]).toEqual([10_000, 20_000])
    // decade=1990s and drama are both films'.
    expect([attributes.vocabulary, ...attributes.offsets]).toEqual([2, 0, 2, 4])
    expect([...place ?? []]).toEqual([0, -1])
  })

  it('reads sequences with attributes beside them, and says what is missing', async () => {
    const { rows, attributes, place } = await read(path.join(folderOf({ 'a.txt': 'u 1 2\n', 'a_item2attributes.json': '{"1": [4], "2": [4, 5]}' }), 'a.txt'))
    expect([rows.item.length, attributes.attributes.length, place]).toEqual([2, 3, null])
    await expect(read(path.join(folderOf({ 'b.txt': 'u 1 2\n' }), 'b.txt'))).rejects.toMatchObject({ kind: 'input', code: 'attributes_missing' })
    await expect(read(folderOf({}))).rejects.toMatchObject({ kind: 'input', code: 'layout_unknown' })
    await expect(read(path.join(folderOf({}), 'nowhere'))).rejects.toMatchObject({ kind: 'input', code: 'path_missing' })
  })
})
