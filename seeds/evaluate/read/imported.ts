import { statSync } from 'node:fs'
import { z } from 'zod'
import { attributesOf } from '../../../models/content/attributesOf.ts'
import type { Description } from '../../../models/content/describe.ts'
import { LotseError } from '../../../engine/errors.ts'
import type { ImportedItem, ImportFormat } from '../../import/format.ts'
import type { Described } from './described.ts'
import { createIds } from './ids.ts'
import { interactionsOf, type Row } from './rowsOf.ts'

const Order = z.object({
  userId: z.string(), event: z.literal('Order Completed'), timestamp: z.iso.datetime(),
  properties: z.object({ affiliation: z.string().optional(), products: z.array(z.object({ product_id: z.string() })) }),
  context: z.object({ location: z.object({ country: z.string() }).optional() }),
})

/**
 * The orders of a data set that can be imported, one row per order and product, with the items as the import describes them. A customer's
 * place is where they ordered last: the country, or else the shop. What the data say of households is not read. `people` are the ids of the
 * customers in the order of their numbers.
 */
export async function readImported(format: ImportFormat, at: string, read: (share: number) => void): Promise<Described & { readonly people: readonly string[] }> {
  const bytes = format.files([at]).reduce((sum, file) => sum + statSync(file).size, 0)
  const meter = { bytes: 0 }
  const customers = createIds()
  const items = createIds()
  const places = createIds()
  const known = new Map<string, ImportedItem>()
  const placeOf: number[] = []
  const rows: Row[] = []
  let seen = 0
  for await (const each of format.read([at], meter)) {
    if (++seen % 1000 === 0) read(meter.bytes / bytes)
    if (each.kind === 'learned' || each.kind === 'item') known.set(each.item.id, each.item)
    if (each.kind !== 'message') continue
    const order = Order.safeParse(each.message)
    if (!order.success) continue
    const { userId, timestamp, properties, context } = order.data
    const customer = customers.of(userId)
    const place = context.location?.country ?? properties.affiliation
    placeOf[customer] = place === undefined ? -1 : places.of(place)
    // An item that is not sold (postage, fees) is nothing to recommend.
    const products = new Set(properties.products.map(({ product_id: id }) => id).filter((id) => known.get(id)?.active !== false))
    for (const id of products) rows.push({ customer, item: items.of(id), at: Date.parse(timestamp) })
  }
  if (rows.length === 0) throw new LotseError('input', 'no_orders', `${at} has no order of a known customer.`)
  const descriptions = Array.from({ length: items.count() }, (): Description | null => null)
  for (const [id, item] of known) {
    const number = items.known(id)
    if (number !== null) descriptions[number] = { title: item.title, categories: item.categories, price: item.price, attributes: item.attributes ?? {} }
  }
  const attributes = attributesOf(descriptions)
  return {
    rows: interactionsOf(rows, customers.count(), items.count()), attributes, place: Int32Array.from(placeOf), people: customers.all(),
    counts: { customers: customers.count(), items: items.count(), interactions: rows.length, places: places.count(), attributes: attributes.vocabulary },
  }
}
