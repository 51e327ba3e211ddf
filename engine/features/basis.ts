import { basketColumns, categoryColumns } from './baskets.ts'
import type { ColumnRecipe, FeatureColumn } from './column.ts'
import { contactColumns } from './contacts.ts'
import type { ShopRates } from './cook.ts'
import { orderColumns } from './orders.ts'
import { placeColumns, type PlaceBasis, type Town } from './place.ts'
import { anybodyHas, type Raw } from './raw.ts'
import type { ShelfItem } from './shelf.ts'
import { tasteColumns, type TasteBasis, type TasteItem } from './taste.ts'
import { valueColumns } from './value.ts'
import type { ValueBasis } from './valueBasis.ts'
import { visitColumns } from './visits.ts'

/** What the row of one person depends on besides their own events: fitted on everybody at the as-of time, kept with the rows, JSON-able. */
export type FeatureBasis = {
  readonly zone: string
  /** In the order of the matrix. */
  readonly columns: readonly ColumnRecipe[]
  readonly shop: ShopRates
  /** Of `interest_0`, `interest_1` … */
  readonly categories: readonly string[]
  /** Null where categories tell the taste, or there is too little to learn topics from. */
  readonly taste: TasteBasis | null
  readonly place: PlaceBasis
  readonly value: ValueBasis
}

/** The large parts of a basis, which are kept as rows of their own. */
export type BasisRows = { readonly shelf: readonly ShelfItem[]; readonly taste: ReadonlyMap<string, TasteItem>; readonly towns: readonly Town[] }

const ORDER = ['history', 'value', 'place', 'browsing', 'experience']

export function columnsOf({ categories, taste, place, value }: Pick<FeatureBasis, 'categories' | 'taste' | 'place' | 'value'>, raw: Raw): ColumnRecipe[] {
  const recipes = [...orderColumns, ...basketColumns, ...categoryColumns(categories), ...(taste === null ? [] : tasteColumns(taste)), ...visitColumns, ...valueColumns(value), ...placeColumns(place), ...contactColumns(anybodyHas(raw, 'resolutions'))]
  return recipes.sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
}

/** A column without what it is made of. */
export function described({ name, group, unit, window, label, meaning, log, reliability }: ColumnRecipe): FeatureColumn {
  return { name, group, unit, window, label, meaning, ...(log === undefined ? {} : { log }), ...(reliability === undefined ? {} : { reliability }) }
}
