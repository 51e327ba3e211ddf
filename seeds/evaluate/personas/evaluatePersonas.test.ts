import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CUSTOMERS, fillSmallShop, NOW } from '../../../engine/recommender/testing/smallShop.ts'
import { createTestStore } from '../../../engine/store/testing/testStore.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { integer } from '../../../models/draws.ts'
import { createRng } from '../../../models/rng.ts'
import { folderOf } from '../testing/folder.ts'
import { evaluatePersonas } from './evaluatePersonas.ts'
import { personasAt } from './groupings.ts'
import { personasLines } from './lines.ts'
import { readMaterial } from './read.ts'
import { shopMaterial } from './shopMaterial.ts'

const PEOPLE = 150
const FILMS = 80

/** Two kinds of people, comedies or horror, under the original numbers and anew; women see comedies more often. */
function filmFolder(): string {
  const rng = createRng('films')
  const seen = Array.from({ length: PEOPLE }, (_, person) => {
    const own = new Set<number>()
    while (own.size < 15 + (person % 10)) own.add(2 * integer(rng, FILMS / 2) + (rng() < 0.85 ? person % 2 : 1 - (person % 2)))
    return [...own]
  })
  // The sequences call person p the (PEOPLE − p)th and film f the f + 7.
  const sequences = seen.flatMap((films, person) => films.map((film) => `${PEOPLE - person} ${film + 7}`))
  const pairs = seen.flatMap((films, person) => films.slice(0, -1).map((film) => `${person}\t${film}`))
  return folderOf({
    'sasrec_sequences.txt': sequences.join('\n'), 'train.pairs.tsv': pairs.join('\n'), 'test.rating': seen.map((films, person) => `${person}\t${films.at(-1)!}\t5\t1`).join('\n'),
    'item_map_ncf_to_raw.tsv': Array.from({ length: FILMS }, (_, film) => `${film}\t${film + 1000}`).join('\n'),
    'movies.dat': Array.from({ length: FILMS }, (_, film) => `${film + 1000}::Film (${film % 2 === 0 ? 1985 : 1995})::${film % 2 === 0 ? 'Comedy' : 'Horror'}`).join('\n'),
    'users.dat': seen.map((_, person) => `${person + 1}::${person % 20 < 18 && person % 2 === 0 ? 'F' : 'M'}::${18 + (person % 3)}::${person % 5}::${person % 10}1234`).join('\n'),
  })
}

describe('evaluatePersonas', { timeout: 120_000 }, () => {
  it('tells what groups of films say, and about whom, end to end and again under the same seed', async () => {
    const folder = filmFolder()
    const evaluate = async () => evaluatePersonas(await readMaterial(folder, () => {}), 3, () => {})
    const first = await evaluate()
    expect(first.found.k).toBeGreaterThanOrEqual(2)
    expect(first.predictions.map(({ repeats }) => repeats)).toEqual(['masked'])
    expect(first.predictions[0].personas.gain['ndcg@20'].low).toBeGreaterThan(0)
    expect(first.predictions[0].random.gain['ndcg@20'].low).toBeLessThan(0.01)
    const [gender, age] = first.sensitive
    expect([gender.attribute, gender.n, gender.verdict]).toEqual(['gender', PEOPLE, 'proxy'])
    expect(age.verdict).toBe('independent')
    const text = personasLines(first).join('\n')
    for (const words of ['bootstrap Jaccard', 'personas over popularity', 'gender', 'adjusted Rand']) expect(text).toContain(words)
    expect(text).not.toMatch(/NaN|undefined/)
    expect(await evaluate()).toEqual(first)
  })

  it('groups the same people alike whatever comes after', async () => {
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
    const line = (day: number, customer: number, item: number) =>
      `${day * 1000 + customer},I${item},Item ${item},${1 + (item % 4)},${new Date(Date.UTC(2011, 0, 1 + day, 9)).toISOString().slice(0, 19).replace('T', ' ')},${1 + (item % 7)},${10_000 + customer},United Kingdom`
    const rows = Array.from({ length: 240 }, (_, k) => [Math.floor(k * 100 / 240), 1 + (k % 60), 1 + ((k * 7) % 40)] as const)
    const file = (after: typeof rows) => `${header}\n${[...rows.filter(([day]) => day < 90), ...after].map(([day, customer, item]) => line(day, customer, item)).join('\n')}\n`
    const late = rows.filter(([day]) => day >= 90)
    const rng = createRng('late')
    const shuffled = late.map(([day]) => [day, 1 + integer(rng, 60), 1 + integer(rng, 40)] as const)
    const read = async (after: typeof rows) => readMaterial(`${folderOf({ 'orders.csv': file(after) })}/orders.csv`, () => {})
    const [one, other] = [await read(late), await read(shuffled)]
    expect(one.test.after.item).not.toEqual(other.test.after.item)
    expect([other.test.people, other.test.features]).toEqual([one.test.people, one.test.features])
    const labels = ({ test, settings }: typeof one) => personasAt(test.features, 1, settings, () => {}).labels
    expect(labels(other)).toEqual(labels(one))
  })

  it('says what a path must be', async () => {
    await expect(readMaterial(folderOf({ 'a.txt': '' }), () => {})).rejects.toMatchObject({ code: 'layout_unknown' })
    await expect(readMaterial('/nowhere', () => {})).rejects.toMatchObject({ code: 'path_missing' })
    await expect(readMaterial(folderOf({ 'sasrec_sequences.txt': '1 1\n' }), () => {})).rejects.toThrow(/train\.pairs\.tsv/)
  })
})

describe('the shop in the database', { timeout: 120_000 }, () => {
  let store: Store
  beforeAll(async () => {
    store = await createTestStore()
    await fillSmallShop(store, true)
  })
  afterAll(() => store.close())

  it('is cut by the time of purchases, and nobody let in is kept', async () => {
    const { validation, test, counts } = await shopMaterial(store, NOW, NOW)
    expect(counts.customers).toBe(CUSTOMERS)
    for (const { before, after, now } of [validation, test]) {
      expect(Math.max(...before.at)).toBeLessThan(now)
      expect(Math.min(...after.at)).toBeGreaterThanOrEqual(now)
    }
    expect(Math.max(...validation.after.at)).toBeLessThan(test.now)
    expect(test.people.length).toBe(test.features.x.rows)
    expect((await store.sql<{ n: number }[]>`select count(*)::int n from run_population`)[0].n).toBe(0)
  })
})
