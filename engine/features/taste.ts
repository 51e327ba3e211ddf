import type { Fragment } from 'postgres'
import { createMatrix, rowOf, type Matrix } from '../../models/matrix.ts'
import { foldInAll } from '../../models/nmf/foldIn.ts'
import type { RunId } from '../ids.ts'
import { interest } from './baskets.ts'
import { column, rate, type ColumnRecipe } from './column.ts'
import { putFigure, type Raw } from './raw.ts'
import type { Scope } from './scope.ts'

/** What goes together in the shop: topics of taste, the one that takes most interest first. The topics' items are kept as rows. */
export type TasteBasis = {
  /** The names of what speaks most for each topic: items, or shelves. */
  readonly topics: readonly (readonly string[])[]
  /** H Hᵀ, topics × topics. */
  readonly gram: readonly number[]
  /** ½ ‖X − W H‖² over ½ ‖X‖², of the rows that were learned from: what the topics leave unexplained. */
  readonly unexplained: number
  readonly items: number
  readonly people: number
}

/** What an item says about topics: how much meeting it counts, and its share of each. */
export type TasteItem = { readonly weight: number; readonly topics: Float32Array }

/** The weight of each topic per person, people × topics, and the interest it is read from. */
export type Tasted = { readonly weights: Matrix; readonly interest: Float64Array }

/**
 * Reads what a few people met of the items a run kept topics for, and weighs the topics for each, as the run did: items that say the same
 * are of one shelf and count together. `source` as in readBaskets.
 */
export async function readTasteOf(raw: Raw, scope: Scope, runId: RunId, { topics, gram }: TasteBasis, source: Fragment): Promise<Tasted> {
  const { tx } = scope
  const rows = await tx<{ person_id: string; interest: number; weight: number; topics: number[] }[]>`
    ${source}
    select person_id, sum(${interest(scope)})::float8 interest, weight, topics from met join feature_items using (item_id)
    where run_id = ${runId} and topics is not null group by person_id, weight, topics order by person_id, weight, topics`
  const tasted = { weights: createMatrix(raw.people.length, topics.length), interest: new Float64Array(raw.people.length) }
  for (const [i, person] of raw.people.entries()) {
    const met = rows.filter((row) => row.person_id === person)
    const h = createMatrix(topics.length, met.length)
    met.forEach((row, j) => row.topics.forEach((share, k) => { h.data[k * met.length + j] = share }))
    const x = { rows: 1, columns: met.length, offsets: Int32Array.of(0, met.length), index: Int32Array.from(met, (_, j) => j), values: Float32Array.from(met, strengthOf) }
    tasted.weights.data.set(foldInAll({ h, gram: Float64Array.from(gram) }, x).data, i * topics.length)
    tasted.interest[i] = met.reduce((sum, row) => sum + row.interest, 0)
  }
  return tasted
}

/** What counts towards topics: interest, the more the fewer people have it in that, and a tenth time less than a first. */
export function strengthOf({ interest: shown, weight }: { readonly interest: number; readonly weight: number }): number {
  return Math.log1p(shown) * weight
}

/** Each person's mix of topics, which sums to 1, times their interest; NaN for who met nothing that belongs to a topic. */
export function putTaste(raw: Raw, { weights, interest: shown }: Tasted): void {
  const sums = raw.people.map((_, i) => rowOf(weights, i).reduce((sum, weight) => sum + weight, 0))
  putFigure(raw, 'taste_interest', (i) => (sums[i]! > 0 ? shown[i]! : null))
  for (let k = 0; k < weights.cols; k++) putFigure(raw, `taste_${k}`, (i) => (sums[i]! > 0 ? (shown[i]! * weights.data[i * weights.cols + k]!) / sums[i]! : null))
}

/** The same prior as a category's: so much interest weighs as much as the shop's own mix. */
const PRIOR = 6

export function tasteColumns({ topics }: TasteBasis): ColumnRecipe[] {
  return topics.map((names, k) => column('history', `taste:${k + 1}`, 'share', 'all', [`Geschmack: ${names.join(', ')}`, `taste: ${names.join(', ')}`],
    [`Anteil dessen, was mit ${names.join(', ')} zusammen gesehen und gekauft wird`, `Share of what is looked at and bought together with ${names.join(', ')}`], rate(`taste_${k}`, 'taste_interest', PRIOR)))
}
