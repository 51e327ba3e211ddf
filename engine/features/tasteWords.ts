import type { TransactionSql } from 'postgres'
import { rowOf, type Matrix } from '../../models/matrix.ts'
import type { SparseMatrix } from '../../models/svd/sharedMatrix.ts'
import { interest } from './baskets.ts'
import type { Raw, RawRow } from './raw.ts'
import type { Scope } from './scope.ts'
import { strengthOf } from './taste.ts'

/** What topics are made of: an item, or the shelf it stands on. */
export type Word = { readonly word: string; readonly weight: number }

/** What fewer people met says more about them than about taste. */
const LEAST_MET = 5
/** The most met count, so many of them. */
const MOST_WORDS = 20_000
const NAMES = 3
const LONGEST_NAME = 40

/** Makes the table `tasted`, the word of each item by its number, and returns the words in the order of their numbers: shelves where so many were met by enough people, else items. */
export async function chooseWords(tx: TransactionSql, people: number, leastShelves: number): Promise<Word[]> {
  const [{ shelves }] = await tx<{ shelves: number }[]>`
    select count(*)::int shelves from (select leaf from met join shelf using (item_id) where leaf is not null and (views > 0 or carts > 0 or buys > 0) group by leaf having count(distinct person_id) >= ${LEAST_MET}) often`
  const word = shelves >= leastShelves ? tx`leaf` : tx`item_id`
  await tx`
    create temp table tasted on commit drop as
      with worded as (select item_id, ${word} word from shelf where ${word} is not null),
      often as (
        select word, count(distinct person_id) met from met join worded using (item_id) where views > 0 or carts > 0 or buys > 0
        group by word having count(distinct person_id) >= ${LEAST_MET} order by met desc, word limit ${MOST_WORDS})
      select item_id, word, (dense_rank() over (order by word) - 1)::int n, ln(${people}::float8 / met) weight from worded join often using (word)`
  return tx<Word[]>`select distinct on (n) word, weight from tasted order by n`
}

/** People × vocabulary, in the order of people and of words. */
export async function readMeetings(raw: Raw, scope: Scope, vocabulary: readonly Word[]): Promise<{ x: SparseMatrix; shown: Float64Array }> {
  const { tx, rows } = scope
  const offsets = new Int32Array(raw.people.length + 1)
  const index: number[] = []
  const values: number[] = []
  const shown = new Float64Array(raw.people.length)
  for await (const chunk of rows(tx<RawRow[]>`
    select person_id, n, sum(${interest(scope)})::float8 interest from met join tasted using (item_id) where views > 0 or carts > 0 or buys > 0 group by person_id, n order by person_id, n`)) {
    for (const row of chunk) {
      const at = raw.rowOf.get(row.person_id)!
      const word = Number(row.n)
      const own = Number(row.interest)
      offsets[at + 1]!++
      index.push(word)
      values.push(strengthOf({ interest: own, weight: vocabulary[word]!.weight }))
      shown[at]! += own
    }
  }
  for (let i = 0; i < raw.people.length; i++) offsets[i + 1]! += offsets[i]!
  return { x: { rows: raw.people.length, columns: vocabulary.length, offsets, index: Int32Array.from(index), values: Float32Array.from(values) }, shown }
}

/** Titles of the words with the largest share of each component. What is out of the catalogue's use (postage, say) speaks for none. */
export async function namesOf(tx: TransactionSql, h: Matrix, vocabulary: readonly Word[]): Promise<string[][]> {
  const titles = await tx<{ n: number; title: string }[]>`
    select distinct on (n) n, case when word = item_id then coalesce(title, item_id) else split_part(word, '/', -1) end title from tasted left join items using (item_id) where active is not false order by n, item_id`
  const titleOf = new Map(titles.map(({ n, title }) => [n, title]))
  return Array.from({ length: h.rows }, (_, k) => {
    const shares = rowOf(h, k)
    const titled = vocabulary.flatMap((_, n) => (titleOf.has(n) ? [{ title: titleOf.get(n)!, share: shares[n]! }] : []))
    return titled.sort((a, b) => b.share - a.share).slice(0, NAMES).map(({ title }) => shortened(title))
  })
}

function shortened(title: string): string {
  return title.length <= LONGEST_NAME ? title : `${title.slice(0, LONGEST_NAME - 1).trimEnd()}…`
}
