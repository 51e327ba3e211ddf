import type { Interactions } from '../../../models/interactions.ts'

export type Row = { readonly customer: number; readonly item: number; readonly behaviour?: number; readonly at: number }

export function interactionsOf(rows: readonly Row[], customers: number, items: number): Interactions {
  return {
    customers,
    items,
    customer: Int32Array.from(rows, (row) => row.customer),
    item: Int32Array.from(rows, (row) => row.item),
    behaviour: Uint8Array.from(rows, (row) => row.behaviour ?? 0),
    at: Float64Array.from(rows, (row) => row.at),
  }
}
