import type { Interactions } from '../../../models/interactions.ts'

export type Row = { readonly customer: number; readonly item: number; readonly behaviour?: number; readonly at: number; readonly weight?: number }

export function interactionsOf(rows: readonly Row[], customers: number, items: number): Interactions {
  const x = {
    customers,
    items,
    customer: Int32Array.from(rows, (row) => row.customer),
    item: Int32Array.from(rows, (row) => row.item),
    behaviour: Uint8Array.from(rows, (row) => row.behaviour ?? 0),
    at: Float64Array.from(rows, (row) => row.at),
  }
  return rows.some((row) => row.weight !== undefined) ? { ...x, weight: Float32Array.from(rows, (row) => row.weight ?? 1) } : x
}
