import { createMatrix, type Matrix } from '../../models/matrix.ts'
import { shareReliability } from '../../models/shareReliability.ts'
import type { ColumnRecipe } from './column.ts'
import { anybodyHas, type Raw } from './raw.ts'

/** What everybody's counts together say about the counts of one person. */
export type ShopRates = {
  /** Counts that nobody has: a shop that records no visits knows nothing about visits, and 0 would say that there were none. */
  readonly absent: readonly string[]
  /** Of each `rate` column the shop's own, Σof / Σper over those with per > 0. NaN (null when kept) where nothing stands below the line. */
  readonly rates: Readonly<Record<string, number | null>>
}

export function fitRates(raw: Raw, columns: readonly ColumnRecipe[]): ShopRates {
  const absent = [...raw.counts.keys()].filter((name) => !anybodyHas(raw, name))
  const rates = columns.flatMap(({ name, recipe }) => (recipe.kind === 'rate' ? [[name, shopRate(known(raw, recipe.of, name, absent), known(raw, recipe.per, name, absent))] as const] : []))
  return { absent, rates: Object.fromEntries(rates) }
}

/** The columns with how far each can be relied on, where it is a share of what was counted. */
export function withReliability(raw: Raw, columns: readonly ColumnRecipe[]): ColumnRecipe[] {
  return columns.map((column) => {
    const { recipe, unit } = column
    const [of, per] = recipe.kind === 'rate' && unit === 'share' ? [raw.counts.get(recipe.of), read(raw, recipe.per)] : [undefined, undefined]
    const reliability = of === undefined || per === undefined ? NaN : shareReliability(of, per)
    return Number.isNaN(reliability) ? column : { ...column, reliability }
  })
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

/** people × columns by the columns' recipes: of one person as of all, given the same shop rates. */
export function cook(raw: Raw, columns: readonly ColumnRecipe[], { absent, rates }: ShopRates): Matrix {
  const x = createMatrix(raw.people.length, columns.length)
  columns.forEach(({ recipe, name }, j) => {
    const of = known(raw, recipe.of, name, absent)
    if (recipe.kind === 'plain') {
      of.forEach((value, i) => { x.data[i * x.cols + j] = value })
      return
    }
    const per = known(raw, recipe.per, name, absent)
    const prior = recipe.kind === 'rate' ? recipe.prior : 0
    const shop = recipe.kind === 'rate' ? rates[name] ?? NaN : 0
    of.forEach((value, i) => {
      x.data[i * x.cols + j] = per[i]! > 0 ? (value + prior * shop) / (per[i]! + prior) : NaN
    })
  })
  return x
}

function known(raw: Raw, name: string, column: string, absent: readonly string[]): Float64Array {
  const array = read(raw, name)
  if (array === undefined) throw new RangeError(`Column ${column} needs ${name}, which nobody counted.`)
  return absent.includes(name) ? new Float64Array(array.length).fill(NaN) : array
}

function read(raw: Raw, name: string): Float64Array | undefined {
  return raw.counts.get(name) ?? raw.figures.get(name)
}
