import { statSync } from 'node:fs'
import { z } from 'zod'
import type { Interactions } from '../../../models/interactions.ts'
import { LotseError } from '../../../engine/errors.ts'
import { onlineRetail } from '../../import/onlineRetail.ts'
import { createIds } from './ids.ts'
import { interactionsOf, type Row } from './rowsOf.ts'
import { fileAt } from './text.ts'

const Order = z.object({
  userId: z.string(), event: z.literal('Order Completed'), timestamp: z.iso.datetime(),
  properties: z.object({ order_id: z.string(), products: z.array(z.object({ product_id: z.string() })) }),
})

export type Orders = { readonly rows: Interactions; readonly counts: { readonly [name: string]: number } }

/**
 * Products of the orders of known customers (quantity and price above 0), one row per order and product; an order is what a customer bought
 * at one time. Cancellations are passed over, as are postage, fees and corrections: they are nothing to recommend.
 */
export async function readOrders(file: string, read: (share: number) => void): Promise<Orders> {
  const bytes = statSync(fileAt(file)).size
  const meter = { bytes: 0 }
  const customers = createIds()
  const items = createIds()
  const notProducts = new Set<string>()
  const rows: Row[] = []
  const had = new Set<string>()
  let lines = 0
  const invoices = new Set<string>()
  for await (const each of onlineRetail.read([file], meter)) {
    if (each.kind === 'learned' && each.item.active === false) notProducts.add(each.item.id)
    if (each.kind !== 'message') continue
    const order = Order.safeParse(each.message)
    if (!order.success) continue
    const { userId, timestamp, properties } = order.data
    lines += properties.products.length
    invoices.add(properties.order_id)
    const at = Date.parse(timestamp)
    for (const { product_id: product } of properties.products) {
      const key = `${userId} ${at} ${product}`
      if (notProducts.has(product) || had.has(key)) continue
      had.add(key)
      rows.push({ customer: customers.of(userId), item: items.of(product), at })
    }
    if (invoices.size % 1000 === 0) read(meter.bytes / bytes)
  }
  if (rows.length === 0) throw new LotseError('input', 'no_orders', `${file} has no line with a customer, a quantity above 0 and a price above 0.`)
  return { rows: interactionsOf(rows, customers.count(), items.count()), counts: { customers: customers.count(), items: items.count(), cleanLines: lines, invoices: invoices.size, productsOfOrders: rows.length } }
}
