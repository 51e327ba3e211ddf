import type { Meter } from './rows.ts'

/** A product, as PUT /v1/items takes it. */
export type ImportedItem = {
  readonly id: string
  readonly title: string
  readonly categories: readonly string[]
  /** null: the file does not say. */
  readonly price: number | null
  readonly currency?: string
  readonly active?: boolean
  readonly attributes?: { readonly [name: string]: string | number | boolean | null }
}

/** A row as it stands in the file: its fields, or its text where it has none. */
export type Row = readonly string[] | string

/** What a reader makes of its rows, in their order. Every input row ends in exactly one of these. */
export type Imported =
  /** A message in the Segment format that `rows` input rows became. */
  | { readonly kind: 'message'; readonly message: object; readonly rows: readonly Row[] }
  | { readonly kind: 'item'; readonly item: ImportedItem; readonly rows: readonly Row[] }
  | { readonly kind: 'offer'; readonly id: string; readonly offer: object; readonly rows: readonly Row[] }
  /** Something learned beside the rows' own meaning (a product named in an order line): it stands for no row. */
  | { readonly kind: 'learned'; readonly item: ImportedItem }
  | { readonly kind: 'rejected'; readonly reason: string; readonly row: Row }

export type ImportFormat = {
  readonly name: string
  /** What the paths must be, and where a user gets the data. */
  readonly help: string
  /** Files that will be read, of the paths given: their sizes make the progress bar. */
  readonly files: (paths: readonly string[]) => readonly string[]
  readonly read: (paths: readonly string[], meter: Meter) => AsyncGenerator<Imported>
}
