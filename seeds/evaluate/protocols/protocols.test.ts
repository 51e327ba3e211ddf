import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { evaluate, type Evaluation } from '../evaluate.ts'
import type { Problem } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { folderOf } from '../testing/folder.ts'
import { gowalla } from './gowalla.ts'
import { leaveOneOut } from './leaveOneOut.ts'
import { msrec } from './msrec.ts'
import { ncf } from './ncf.ts'
import { onlineRetail } from './onlineRetail.ts'
import { retailrocket } from './retailrocket.ts'
import { sessions } from './sessions.ts'

const run = (protocol: Protocol, at: string): Promise<Evaluation> => evaluate(protocol, at, 1, () => {})
const load = (protocol: Protocol, at: string) => protocol.load(at, () => {}, 1)
const historyOf = ({ given: { histories } }: Problem, customer: number): number[] => Array.from(histories.item).filter((_, row) => histories.customer[row] === customer)

describe('gowalla', () => {
  // Popularity: item 1 three times, 0 twice, 2 and 3 once.
  const files = { 'train.txt': 'a 0 1\nb 1 0 2\nc 1 3\n', 'test.txt': 'a 2 3\nb\nc 0\n' }

  it('ranks all items but those of the training, users without a test item not counted', async () => {
    const { result, baselines, data } = await run(gowalla, folderOf(files))
    expect(data).toMatchObject({ users: 3, items: 4, train: 7, test: 3 })
    expect(result.n).toBe(2)
    // a: 2, 3 are all that is left; c: 0 then 2.
    expect(baselines.popularity).toMatchObject({ 'recall@20': 1, 'ndcg@20': 1, n: 2 })
  })

  it('holds out part of the training alone for choosing', async () => {
    const ten = Array.from({ length: 10 }, (_, item) => item).join(' ')
    const { test, validation } = await load(gowalla, folderOf({ 'train.txt': `a ${ten}\n`, 'test.txt': 'a 10\n' }))
    const cut = validation(createRng(1))
    expect(cut.cases.relevant[0].size).toBe(1)
    expect(cut.given.train.item.length).toBe(9)
    expect(test.given.train.item.length).toBe(10)
    expect([...cut.cases.masked?.(0) ?? []]).toEqual([...cut.given.train.item])
  })
})

describe('retailrocket', () => {
  const files = {
    'train_view.tsv': '0\tx\t100\n0\ty\t110\n1\tz\t100\n', 'train_cart.tsv': '0\ty\t120\n',
    'train_buy.tsv': '0\tw\t90\n0\ty\t130\n1\tw\t140\n', 'test.tsv': '0\tz\t1\n1\ty\t1\n',
  }

  it('masks what the visitor has bought, not what they looked at', async () => {
    const { test } = await load(retailrocket, folderOf(files))
    // Numbers in the order of reading: x 0, y 1, z 2, w 3.
    expect(test.cases.relevant).toEqual([new Set([2]), new Set([1])])
    expect([...test.cases.masked?.(0) ?? []].sort()).toEqual([1, 3])
    expect([...test.cases.masked?.(1) ?? []]).toEqual([3])
    const { baselines } = await run(retailrocket, folderOf(files))
    // Buys: w twice, y once, then x, z by number. Visitor 0 is shown x, z; visitor 1 y, x, z.
    expect(baselines.popularity['hr@20']).toBe(1)
    expect(baselines.popularity['ndcg@20']).toBeCloseTo((1 / Math.log2(3) + 1) / 2, 5)
  })

  it('validates on the last training buy, without its views and carts', async () => {
    const { given, cases } = (await load(retailrocket, folderOf(files))).validation(createRng(1))
    expect(cases.relevant).toEqual([new Set([1]), new Set([3])])
    expect(historyOf({ given, cases }, 0)).toEqual([0, 3])
    expect(historyOf({ given, cases }, 1)).toEqual([2])
  })

  it('names the file, the line and the column that are missing', async () => {
    const { 'test.tsv': _, ...rest } = files
    await expect(run(retailrocket, folderOf(rest))).rejects.toThrow('test.tsv')
    await expect(run(retailrocket, folderOf({ ...files, 'train_cart.tsv': '0\ty\t120\n1\tz\n' }))).rejects.toThrow(/train_cart\.tsv, line 2: no seconds/)
    await expect(run(retailrocket, folderOf({ ...files, 'train_cart.tsv': '0\ty\tnoon\n' }))).rejects.toThrow(/train_cart\.tsv, line 1: seconds is not a number/)
    await expect(run(retailrocket, path.join(folderOf({}), 'nowhere'))).rejects.toMatchObject({ kind: 'input', code: 'folder_missing' })
  })
})

describe('ncf', () => {
  const files = { 'train.pairs.tsv': '0\ta\n0\tb\n1\ta\n', 'test.rating': '0\tc\t5\t1\n1\tb\t4\t1\n', 'test.negative': '(0,c)\td\te\n(1,b)\tc\td\n' }

  it('ranks the held-out item among those listed', async () => {
    const { result, baselines } = await run(ncf, folderOf(files))
    expect(result.n).toBe(2)
    // Nobody has c, d or e: ties go by number, the listed before the held-out, so c is third; b is the only listed item that anybody has.
    expect(baselines.popularity).toMatchObject({ 'hr@10': 1, 'ndcg@10': 0.75 })
  })

  it('refuses negatives of another pair, and fewer of them than held-out items', async () => {
    await expect(run(ncf, folderOf({ ...files, 'test.negative': '(0,c)\td\n(1,c)\td\n' }))).rejects.toThrow(/line 2 begins with \(1,c\)/)
    await expect(run(ncf, folderOf({ ...files, 'test.negative': '(0,c)\td\n' }))).rejects.toMatchObject({ code: 'negatives_missing' })
  })
})

describe('leave-one-out', () => {
  it('reads both layouts alike', async () => {
    const wide = await load(leaveOneOut, path.join(folderOf({ 'a.txt': '1 5 6 7\n2 6 7 5\n' }), 'a.txt'))
    const long = await load(leaveOneOut, path.join(folderOf({ 'a.txt': '1 5\n1 6\n2 6\n1 7\n2 7\n2 5\n' }), 'a.txt'))
    expect(long.counts).toEqual(wide.counts)
    expect(long.test.cases.relevant).toEqual(wide.test.cases.relevant)
    expect(long.test.given).toEqual(wide.test.given)
  })

  it('asks for the last item after the others, and learns from all but the last two', async () => {
    const { test, validation } = await load(leaveOneOut, path.join(folderOf({ 'a.txt': '1 5 6 7\n2 6 7\n3 8\n' }), 'a.txt'))
    // Numbers: 5 is 0, 6 is 1, 7 is 2, 8 is 3.
    expect([...test.cases.customers]).toEqual([0, 1])
    expect(test.cases.relevant).toEqual([new Set([2]), new Set([2])])
    expect([...test.cases.masked?.(0) ?? []]).toEqual([0, 1])
    expect([...test.given.train.item]).toEqual([0, 1, 3])
    const cut = validation(createRng(1))
    expect(cut.cases.relevant).toEqual([new Set([1])])
    expect(historyOf(cut, 0)).toEqual([0])
  })
})

describe('sessions', () => {
  const files = { 'all_train_seq.txt': '1 2\n2 3 2\n', 'test_prefix_target.txt': '3\t1\n1 3\t3\n' }

  it('ranks items of the prefix too', async () => {
    const { baselines, result } = await run(sessions, folderOf(files))
    expect(result.n).toBe(2)
    // By count: 2, then 1 and 3.
    expect(baselines.popularity['p@20']).toBe(1)
    expect(baselines.popularity['mrr@20']).toBeCloseTo((1 / 2 + 1 / 3) / 2, 5)
  })

  it('expands the last training sessions for choosing', async () => {
    const { given, cases } = (await load(sessions, folderOf(files))).validation(createRng(1))
    expect(given.train.customers).toBe(1)
    expect(cases.relevant).toEqual([new Set([2]), new Set([1])])
    expect(historyOf({ given, cases }, 1)).toEqual([1, 2])
  })
})

describe('msrec', () => {
  it('measures precision, recall, average precision and NDCG at 10', async () => {
    const row = (user: number, item: number) => `${user}\t${item}\t3\t88\n`
    const { baselines } = await run(msrec, folderOf({ 'msrec_train.tsv': row(1, 10) + row(2, 10) + row(2, 11) + row(3, 12), 'msrec_test.tsv': row(1, 12) + row(1, 11) + row(3, 11) }))
    // User 1 is shown 11, 12: both right. User 3 is shown 10, 11: the second.
    expect(baselines.popularity).toMatchObject({ n: 2, 'precision@10': 0.15, 'recall@10': 1, 'map@10': 0.75 })
    expect(baselines.popularity['ndcg@10']).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 5)
  })
})

describe('online-retail', () => {
  const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
  const line = (invoice: string, item: string, day: string, customer: string, quantity = 1) => `${invoice},${item},Thing ${item},${quantity},2011-${day} 10:00:00,1.5,${customer},France\n`
  const csv = head + line('1', '10', '01-01', '7.0') + line('1', '20', '01-01', '7.0') + line('1', 'POST', '01-01', '7.0') + line('2', '20', '02-01', '8.0') + line('C3', '20', '02-02', '8.0', -1)
    + line('4', '10', '03-01', '') + line('5', '20', '04-10', '7.0') + line('5', '10', '04-10', '7.0') + line('6', '30', '04-11', '7.0') + line('7', '30', '04-11', '9.0')

  it('judges the first basket of the last tenth, repeats counted; postage, cancellations and unknown customers are out', async () => {
    const file = path.join(folderOf({ 'a.csv': csv }), 'a.csv')
    const { test, counts } = await load(onlineRetail, file)
    // Items: 10 is 0, 20 is 1, 30 is 2.
    expect(counts).toMatchObject({ customers: 3, items: 3, cleanLines: 8, invoices: 5, trainedUntil: '2011-04-01T10:00:00.000Z' })
    expect([...test.cases.customers]).toEqual([0])
    expect(test.cases.relevant).toEqual([new Set([0, 1])])
    expect([...test.given.train.item]).toEqual([0, 1, 1])
    const { baselines } = await run(onlineRetail, file)
    expect(baselines['own frequency (P-TopFreq)']).toMatchObject({ n: 1, 'hr@20': 1, 'ndcg@20': 1, 'recall@20': 1 })
  })

  it('says so when nobody bought before and after', async () => {
    const file = path.join(folderOf({ 'a.csv': head + line('1', 'A', '01-01', '7.0') + line('2', 'A', '04-10', '8.0') }), 'a.csv')
    await expect(run(onlineRetail, file)).rejects.toMatchObject({ kind: 'input', code: 'nobody_to_judge' })
    await expect(run(onlineRetail, path.dirname(file))).rejects.toMatchObject({ code: 'not_a_file' })
    await expect(run(onlineRetail, path.join(folderOf({ 'a.csv': 'InvoiceNo,StockCode\n1,A\n' }), 'a.csv'))).rejects.toThrow('CustomerID')
  })
})
