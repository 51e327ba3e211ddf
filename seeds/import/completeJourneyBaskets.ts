import { createHash } from 'node:crypto'
import type { Imported } from './format.ts'
import { readCsv, type Meter } from './rows.ts'

type Line = { item: string; quantity: number; paid: number; discount: number; coupon: number; record: readonly string[] }
type Basket = { household: string; store: string; id: string; at: string; lines: Line[] }

/** Lines held while their baskets are put together: the sample is shuffled. Beyond that the oldest basket is handed on, and what comes of it later becomes a second message of the same order. */
const MOST_LINES = 200_000

/** Baskets as orders in a store. */
export async function* readTransactions(file: string, meter: Meter): AsyncGenerator<Imported> {
  const open = new Map<string, Basket>()
  let held = 0
  const columns = ['household_id', 'store_id', 'basket_id', 'product_id', 'quantity', 'sales_value', 'retail_disc', 'coupon_disc', 'coupon_match_disc', 'transaction_timestamp']
  for await (const { fields, record } of readCsv(file, { columns }, meter)) {
    const reason = wrong(fields)
    if (fields === null || reason !== null) {
      yield { kind: 'rejected', reason: reason ?? 'wrong_number_of_fields', row: record }
      continue
    }
    const [household, store, id, item, quantity, paid, retail, coupon, match, at] = fields
    const basket = open.get(id) ?? { household, store, id, at: `${at.replace(' ', 'T')}.000Z`, lines: [] }
    basket.lines.push({ item, quantity: Number(quantity), paid: Number(paid), discount: Number(retail) + Number(coupon) + Number(match), coupon: Number(coupon) + Number(match), record })
    open.set(id, basket)
    held++
    if (held > MOST_LINES) {
      const [oldest] = open.values()
      open.delete(oldest.id)
      held -= oldest.lines.length
      yield toMessage(oldest)
    }
  }
  for (const basket of open.values()) yield toMessage(basket)
}

function wrong(fields: string[] | null): string | null {
  if (fields === null) return 'wrong_number_of_fields'
  const [household, , basket, product, quantity, paid, , , , at] = fields
  if (household === '' || household === 'NA') return 'household_missing'
  if (basket === '') return 'basket_missing'
  if (product === '') return 'product_missing'
  if (!Number.isInteger(Number(quantity)) || quantity === '') return 'quantity_invalid'
  // Nothing taken and nothing paid: a coupon booked for itself, or a correction.
  if (Number(quantity) <= 0) return 'quantity_not_positive'
  if (!(Number(paid) >= 0) || paid === '') return 'value_invalid'
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(at) && !Number.isNaN(new Date(`${at.replace(' ', 'T')}Z`).getTime()) ? null : 'time_invalid'
}

const cents = (value: number) => Math.round(value * 100) / 100

function toMessage(basket: Basket): Imported {
  const content = createHash('sha256').update(basket.lines.map((line) => line.record.join('|')).sort().join('\n')).digest('base64url').slice(0, 22)
  const total = cents(basket.lines.reduce((sum, line) => sum + line.paid, 0))
  const discount = cents(basket.lines.reduce((sum, line) => sum + line.discount, 0))
  return {
    kind: 'message', rows: basket.lines.map((line) => line.record),
    message: {
      type: 'track', messageId: `complete-journey:basket:${basket.id}:${content}`, userId: basket.household, event: 'Order Completed', timestamp: basket.at,
      properties: {
        order_id: basket.id, total, revenue: total, discount, currency: 'USD', affiliation: `store:${basket.store}`, ...(basket.lines.some((line) => line.coupon > 0) ? { coupon: 'coupon' } : {}),
        products: basket.lines.map((line) => ({ product_id: line.item, quantity: line.quantity, price: line.paid / line.quantity })),
      },
      context: {},
    },
  }
}
