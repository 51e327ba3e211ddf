import { sampleWithout } from '../../models/draws.ts'
import { createMatrix, rowOf, type Matrix } from '../../models/matrix.ts'
import { fitNmf, gramOfComponents } from '../../models/nmf/fitNmf.ts'
import { foldInAll } from '../../models/nmf/foldIn.ts'
import { createRng } from '../../models/rng.ts'
import type { SparseMatrix } from '../../models/svd/sharedMatrix.ts'
import type { Raw } from './raw.ts'
import type { Scope } from './scope.ts'
import type { TasteBasis, Tasted, TasteItem } from './taste.ts'
import { chooseWords, namesOf, readMeetings, type Word } from './tasteWords.ts'

export type FoundTaste = { readonly basis: TasteBasis; readonly items: ReadonlyMap<string, TasteItem>; readonly tasted: Tasted }

/** With categories as mixed as so many equal ones (1 / Σ p²) they tell the taste, and nobody looks for topics. Where nearly everything is groceries, that tells nothing. */
export const ENOUGH_KINDS = 2.5
const TOPICS = 8
/** Topics are learned from at most so many people, and told of all. */
const MOST_PEOPLE = 20_000
/** With fewer words or people than this there are no topics to be told apart. */
const LEAST_WORDS = 5 * TOPICS
const LEAST_PEOPLE = 200

/**
 * Topics by non-negative matrix factorisation of people × words. Words are the shelves (deepest categories) where there are enough of them, since a shelf is met
 * far more often than any of its items; else the items. A cell is ln(1 + interest of readBaskets) times ln(people / people who met the word), or
 * what everybody has would be a topic; rows have length 1 while topics are learned, or the busiest people would be the topics. Null where there
 * is too little to learn from. Goes by the tables `met` and `shelf`.
 */
export async function fitTaste(raw: Raw, scope: Scope): Promise<FoundTaste | null> {
  const { tx } = scope
  const vocabulary = await chooseWords(tx, raw.people.length, LEAST_WORDS)
  const { x, shown } = await readMeetings(raw, scope, vocabulary)
  const learning = learnable(x)
  if (vocabulary.length < LEAST_WORDS || learning.rows < LEAST_PEOPLE) return null
  const { h, loss } = fitNmf(learning, TOPICS, createRng('taste'))
  const { h: found, gram } = byInterest(h, x)
  const order = inOrderOfRows(found, vocabulary)
  const weights = foldInAll({ h: selectColumns(found, order), gram }, renumbered(x, order))
  const squares = learning.values.reduce((sum, value) => sum + value * value, 0)
  const itemOf = await tx<{ itemId: string; n: number }[]>`select item_id "itemId", n from tasted`
  return {
    basis: { topics: await namesOf(tx, found, vocabulary), gram: [...gram], unexplained: loss / (squares / 2), items: itemOf.length, people: learning.rows },
    items: new Map(itemOf.map(({ itemId, n }) => [itemId, { weight: vocabulary[n]!.weight, topics: topicsOf(found, n) }])),
    tasted: { weights, interest: shown },
  }
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

function topicsOf(h: Matrix, word: number): Float32Array {
  return Float32Array.from({ length: h.rows }, (_, k) => h.data[k * h.cols + word]!)
}

/** Words by their weight, then by their topics: the order in which one person's rows are read again (readTasteOf), so that their sums have the same bits. */
function inOrderOfRows(h: Matrix, vocabulary: readonly Word[]): Int32Array {
  const topics = vocabulary.map((_, word) => topicsOf(h, word))
  const compare = (a: number, b: number): number => {
    const first = vocabulary[a]!.weight - vocabulary[b]!.weight
    if (first !== 0) return first
    const k = topics[a]!.findIndex((share, at) => share !== topics[b]![at])
    return k < 0 ? a - b : topics[a]![k]! - topics[b]![k]!
  }
  return Int32Array.from(vocabulary.keys()).sort(compare)
}

function selectColumns(h: Matrix, order: Int32Array): Matrix {
  const selected = createMatrix(h.rows, order.length)
  for (let k = 0; k < h.rows; k++) order.forEach((from, to) => { selected.data[k * order.length + to] = h.data[k * h.cols + from]! })
  return selected
}

/** The columns in another order: column order[c] becomes c. */
function renumbered({ rows, columns, offsets, index, values }: SparseMatrix, order: Int32Array): SparseMatrix {
  const place = new Int32Array(columns)
  order.forEach((from, to) => { place[from] = to })
  const out = { rows, columns, offsets, index: new Int32Array(index.length), values: new Float32Array(values.length) }
  for (let i = 0; i < rows; i++) {
    const entries = Int32Array.from({ length: offsets[i + 1]! - offsets[i]! }, (_, e) => offsets[i]! + e).sort((a, b) => place[index[a]!]! - place[index[b]!]!)
    entries.forEach((from, e) => {
      out.index[offsets[i]! + e] = place[index[from]!]!
      out.values[offsets[i]! + e] = values[from]!
    })
  }
  return out
}
