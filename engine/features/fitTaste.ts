import type { TransactionSql } from 'postgres'
import { sampleWithout } from '../../models/draws.ts'
import { createMatrix, rowOf, type Matrix } from '../../models/matrix.ts'
import { fitNmf, gramOfComponents } from '../../models/nmf/fitNmf.ts'
import { foldInAll } from '../../models/nmf/foldIn.ts'
import { createRng } from '../../models/rng.ts'
import type { SparseMatrix } from '../../models/svd/sharedMatrix.ts'
import { interest } from './baskets.ts'
import type { Raw, RawRow } from './raw.ts'
import type { Scope } from './scope.ts'
import { strengthOf, type TasteBasis, type Tasted, type TasteItem } from './taste.ts'

export type FoundTaste = { readonly basis: TasteBasis; readonly items: ReadonlyMap<string, TasteItem>; readonly tasted: Tasted }

/** From so many category columns on they tell the taste, and nobody looks for topics. */
export const ENOUGH_CATEGORIES = 3
const TOPICS = 8
/** Items that fewer people met say more about them than about taste. */
const LEAST_MET = 5
/** The most met count, so many of them. */
const MOST_ITEMS = 20_000
/** Topics are learned from at most so many people, and told of all. */
const MOST_PEOPLE = 20_000
/** With fewer items or people than this there are no topics to be told apart. */
const LEAST_ITEMS = 5 * TOPICS
const LEAST_PEOPLE = 200
const NAMES = 3
const LONGEST_NAME = 40

/**
 * Topics by non-negative matrix factorisation of people × items. A cell is the interest of readBaskets times ln(people / people who met the item), or
 * what everybody has would be a topic; rows have length 1 while topics are learned, or the busiest people would be the topics. Null where there
 * is too little to learn from. Goes by the table `met`.
 */
export async function fitTaste(raw: Raw, scope: Scope): Promise<FoundTaste | null> {
  const { tx } = scope
  await tx`
    create temp table tasted on commit drop as
      select item_id, (row_number() over (order by item_id) - 1)::int n, ln(${raw.people.length}::float8 / met) weight
      from (select item_id, count(*) met from met where views > 0 or carts > 0 or buys > 0 group by item_id having count(*) >= ${LEAST_MET} order by met desc, item_id limit ${MOST_ITEMS}) often`
  const vocabulary = await tx<{ itemId: string; weight: number }[]>`select item_id "itemId", weight from tasted order by n`
  const { x, shown } = await readMeetings(raw, scope, vocabulary)
  const learning = learnable(x)
  if (vocabulary.length < LEAST_ITEMS || learning.rows < LEAST_PEOPLE) return null
  const { h, loss } = fitNmf(learning, TOPICS, createRng('taste'))
  const model = byInterest(h, x)
  const weights = foldInAll(model, x)
  const topics = await namesOf(tx, model.h, vocabulary)
  const squares = learning.values.reduce((sum, value) => sum + value * value, 0)
  return {
    basis: { topics, gram: [...model.gram], unexplained: loss / (squares / 2), items: vocabulary.length, people: learning.rows },
    items: new Map(vocabulary.map(({ itemId, weight }, j) => [itemId, { weight, topics: Float32Array.from(topics, (_, k) => model.h.data[k * vocabulary.length + j]!) }])),
    tasted: { weights, interest: shown },
  }
}

/** People × vocabulary, in the order of people and of items. */
async function readMeetings(raw: Raw, scope: Scope, vocabulary: readonly { readonly weight: number }[]): Promise<{ x: SparseMatrix; shown: Float64Array }> {
  const { tx, rows } = scope
  const offsets = new Int32Array(raw.people.length + 1)
  const index: number[] = []
  const values: number[] = []
  const shown = new Float64Array(raw.people.length)
  for await (const chunk of rows(tx<RawRow[]>`select person_id, n, ${interest(scope)} interest from met join tasted using (item_id) where views > 0 or carts > 0 or buys > 0 order by person_id, n`)) {
    for (const row of chunk) {
      const at = raw.rowOf.get(row.person_id)!
      const item = Number(row.n)
      const strength = Number(row.interest)
      offsets[at + 1]!++
      index.push(item)
      values.push(strengthOf({ interest: strength, weight: vocabulary[item]!.weight }))
      shown[at]! += strength
    }
  }
  for (let i = 0; i < raw.people.length; i++) offsets[i + 1]! += offsets[i]!
  return { x: { rows: raw.people.length, columns: vocabulary.length, offsets, index: Int32Array.from(index), values: Float32Array.from(values) }, shown }
}

/** A sample of the people who met something, each row of length 1. */
function learnable({ rows, columns, offsets, index, values }: SparseMatrix): SparseMatrix {
  const met = Array.from({ length: rows }, (_, i) => i).filter((i) => offsets[i + 1]! > offsets[i]!)
  const chosen = Array.from(sampleWithout(createRng('taste people'), met.length, MOST_PEOPLE), (at) => met[at]!)
  const parts = chosen.map((i) => values.subarray(offsets[i], offsets[i + 1]))
  const ends = new Int32Array(chosen.length + 1)
  parts.forEach((part, i) => { ends[i + 1] = ends[i]! + part.length })
  const out = { rows: chosen.length, columns, offsets: ends, index: new Int32Array(ends[chosen.length]!), values: new Float32Array(ends[chosen.length]!) }
  chosen.forEach((i, at) => {
    const length = Math.hypot(...parts[at]!)
    out.index.set(index.subarray(offsets[i], offsets[i + 1]), ends[at])
    out.values.set(parts[at]!.map((value) => (length > 0 ? value / length : 0)), ends[at])
  })
  return out
}

/** The components that have mass, the one that takes most of all interest first. */
function byInterest(h: Matrix, x: SparseMatrix): { h: Matrix; gram: Float64Array } {
  const weights = foldInAll({ h, gram: gramOfComponents(h) }, x)
  const mass = Array.from({ length: h.rows }, (_, k) => {
    let sum = 0
    for (let at = k; at < weights.data.length; at += h.rows) sum += weights.data[at]!
    return sum
  })
  const order = mass.map((_, k) => k).filter((k) => mass[k]! > 0).sort((a, b) => mass[b]! - mass[a]! || a - b)
  const sorted = createMatrix(order.length, h.cols)
  order.forEach((k, at) => sorted.data.set(rowOf(h, k), at * h.cols))
  return { h: sorted, gram: gramOfComponents(sorted) }
}

/** Titles of the items with the largest share of each component. What is out of the catalogue's use (postage, say) speaks for none. */
async function namesOf(tx: TransactionSql, h: Matrix, vocabulary: readonly { readonly itemId: string }[]): Promise<string[][]> {
  const items = await tx<{ item_id: string; title: string | null }[]>`
    select item_id, title from tasted left join items using (item_id) where active is not false order by n`
  const titleOf = new Map(items.map(({ item_id: itemId, title }) => [itemId, title ?? itemId]))
  return Array.from({ length: h.rows }, (_, k) => {
    const shares = rowOf(h, k)
    const titled = vocabulary.flatMap(({ itemId }, j) => (titleOf.has(itemId) ? [{ title: titleOf.get(itemId)!, share: shares[j]! }] : []))
    return titled.sort((a, b) => b.share - a.share).slice(0, NAMES).map(({ title }) => shortened(title))
  })
}

function shortened(title: string): string {
  return title.length <= LONGEST_NAME ? title : `${title.slice(0, LONGEST_NAME - 1).trimEnd()}…`
}
