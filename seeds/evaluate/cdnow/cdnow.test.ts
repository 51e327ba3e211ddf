import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../testing/folder.ts'
import { evaluateCdnow } from './evaluateCdnow.ts'
import { cdnowLines } from './lines.ts'
import { readCdnow } from './read.ts'

const FOLDER = '../shared/data/cdnow'

describe('readCdnow', () => {
  it('counts the purchases of a day once, splits at the end of September, and means dollars of repeat purchases only', async () => {
    const sample = [
      ' 00004 0001 19970101  2   29.33', ' 00004 0001 19970118  2   20.00', ' 00004 0001 19970118  1   9.73', ' 00004 0001 19970802  1   14.96', ' 00004 0001 19971001  1   10.00',
      ' 00004 0001 19971001  1   12.00', ' 00021 0002 19970930  3   63.34',
    ]
    const read = await readCdnow(folderOf({ 'CDNOW_sample.txt': `${sample.join('\r\n')}\r\n` }))
    expect(read).toEqual({
      frequency: Float64Array.of(2, 0), recency: Float64Array.of(30.43, 0), age: Float64Array.of(38.86, 0), meanSpend: Float64Array.of((29.73 + 14.96) / 2, 0), later: Float64Array.of(1, 0),
    })
    const master = await readCdnow(folderOf({ 'CDNOW_master.txt': ' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00001 19970108  1   3.00\r\n' }), 'master')
    expect([master.frequency[0], master.recency[0], master.meanSpend[0]]).toEqual([1, 1, 3])
  })
  it('names the line it cannot read, and what is missing', async () => {
    await expect(readCdnow(folderOf({ 'CDNOW_sample.txt': '1 1 19970101 1 2.00\n1 1 yesterday 1 2.00\n' }))).rejects.toMatchObject({ code: 'date_invalid', message: expect.stringContaining('line 2') })
    await expect(readCdnow(folderOf({ 'CDNOW_sample.txt': '1 1 19970101 1 free\n' }))).rejects.toMatchObject({ code: 'not_a_number' })
    await expect(readCdnow(folderOf({}))).rejects.toMatchObject({ code: 'file_missing' })
    await expect(evaluateCdnow(folderOf({ 'CDNOW_sample.txt': '1 1 19970101 1 2.00\n' }))).rejects.toMatchObject({ code: 'no_repeat_purchases' })
  })
})

describe.skipIf(!existsSync(FOLDER))('CDNOW as published (needs ../shared/data/cdnow)', () => {
  it('reads what the authors’ table has', async () => {
    const { frequency, recency, age, meanSpend, later } = await readCdnow(FOLDER)
    const table = readFileSync(`${FOLDER}/cdnow_customers_summary_with_transactions.csv`, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number))
    expect([Array.from(frequency), Array.from(recency), Array.from(age)]).toEqual([1, 2, 3].map((k) => table.map((row) => row[k])))
    table.forEach((row, i) => expect(Math.abs(meanSpend[i] - row[4])).toBeLessThan(0.00501))
    expect([frequency.length, frequency.reduce((sum, x) => sum + x, 0), later.reduce((sum, x) => sum + x, 0)]).toEqual([2357, 2457, 1882])
    expect((await readCdnow(FOLDER, 'master')).frequency).toHaveLength(23_570)
  })
  it('comes to every published figure, β of Pareto/NBD to one unit of its last digit', async () => {
    const evaluation = await evaluateCdnow(FOLDER)
    for (const { what, value, published, decimals } of evaluation.figures) {
      expect(Math.abs(value - published), what).toBeLessThan((what === 'Pareto/NBD β' ? 1.5 : 0.51) * 10 ** -decimals)
    }
    const rows = evaluation.byFrequency
    expect(rows.map(({ n }) => n)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64])
    const published = { made: [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359], predicted: [0.225, 0.523, 1.044, 1.52, 2.164, 2.654, 3.504, 6.157] }
    rows.forEach(({ made, predicted }, k) => {
      expect(made).toBeCloseTo(published.made[k], 3)
      expect(predicted).toBeCloseTo(published.predicted[k], 3)
    })
    expect(cdnowLines(evaluation).join('\n')).toContain('1882 made')
  })
})
