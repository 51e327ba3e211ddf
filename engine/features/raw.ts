import type { CustomerId } from '../ids.ts'
import type { ColumnRecipe } from './column.ts'
import { createMatrix, type Matrix } from '../../models/matrix.ts'

/** What was counted per person: one array a name, in the order of `people`. NaN where nothing is known. */
export type Raw = {
  readonly people: readonly CustomerId[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly counted: Map<string, Float64Array>
}

export function createRaw(people: readonly CustomerId[]): Raw {
  return { people, rowOf: new Map(people.map((person, i) => [person, i])), counted: new Map() }
}

/** A row of a grouped query: its person and figures; the driver gives what PostgreSQL calls null as null. */
export type RawRow = { readonly person_id: string; readonly [figure: string]: number | string | null }

/**
 * Takes over rows as they stream in. `counts` are 0 for a person the rows pass over, and NaN for everybody where nobody has any: a shop
 * that records no visits knows nothing about visits. `figures` (sums, means) are NaN where the query gave none.
 */
export async function readInto(raw: Raw, rows: AsyncIterable<readonly RawRow[]>, counts: readonly string[], figures: readonly string[]): Promise<void> {
  const names = [...counts, ...figures]
  const arrays = names.map((_, i) => new Float64Array(raw.people.length).fill(i < counts.length ? 0 : NaN))
  for await (const chunk of rows) {
    for (const row of chunk) {
      const at = raw.rowOf.get(row.person_id)
      if (at === undefined) continue
      names.forEach((name, i) => { if (row[name] !== null) arrays[i]![at] = Number(row[name]) })
    }
  }
  names.forEach((name, i) => {
    const array = arrays[i]!
    if (i < counts.length && array.every((value) => value === 0)) array.fill(NaN)
    raw.counted.set(name, array)
  })
}

/** people × columns by the columns' recipes. */
export function cook(raw: Raw, columns: readonly ColumnRecipe[]): Matrix {
  const x = createMatrix(raw.people.length, columns.length)
  columns.forEach(({ recipe, name }, j) => {
    const of = counted(raw, recipe.of, name)
    if (recipe.kind === 'plain') {
      of.forEach((value, i) => { x.data[i * x.cols + j] = value })
      return
    }
    const per = counted(raw, recipe.per, name)
    const prior = recipe.kind === 'rate' ? recipe.prior : 0
    const shop = prior === 0 ? 0 : shopRate(of, per)
    of.forEach((value, i) => {
      x.data[i * x.cols + j] = per[i]! > 0 ? (value + prior * shop) / (per[i]! + prior) : NaN
    })
  })
  return x
}

function counted(raw: Raw, name: string, column: string): Float64Array {
  const array = raw.counted.get(name)
  if (array === undefined) throw new RangeError(`Column ${column} needs ${name}, which nobody counted.`)
  return array
}

function shopRate(of: Float64Array, per: Float64Array): number {
  let above = 0
  let below = 0
  of.forEach((value, i) => {
    if (Number.isNaN(value) || !(per[i]! > 0)) return
    above += value
    below += per[i]!
  })
  return below > 0 ? above / below : NaN
}
