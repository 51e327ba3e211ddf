import { createHash } from 'node:crypto'
import type { Imported, ImportFormat } from './format.ts'
import { readCsv, type Meter } from './rows.ts'
import { countryCode } from './countries.ts'

const COLUMNS = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const

type Line = { invoice: string; item: string; title: string; quantity: number; at: string; price: number; customer: string; country: string | null; record: string[] }

/** Postage, fees, samples, manual corrections: they belong to an order's value but are nothing to recommend. */
const NO_PRODUCT = /^(POST|DOT|M|D|S|B|C2|CRUK|PADS|AMAZONFEE|BANK CHARGES|gift_.*|DCGS.*|TEST.*)$/i

function readLine(fields: string[] | null, record: string[]): Line | string {
  if (fields === null) return 'wrong_number_of_fields'
  const [invoice, item, title, quantityText, date, priceText, customerText, country] = fields
  // The file writes customer numbers as floats: 17850.0.
  const customer = customerText.trim().replace(/\.0+$/, '')
  if (customer === '') return 'customer_missing'
  if (invoice.trim() === '') return 'invoice_missing'
  if (item.trim() === '') return 'item_missing'
  const quantity = Number(quantityText)
  if (!Number.isInteger(quantity) || quantity === 0 || quantityText.trim() === '') return 'quantity_invalid'
  if (quantity < 0 && !invoice.startsWith('C')) return 'quantity_negative'
  if (quantity > 0 && invoice.startsWith('C')) return 'cancellation_positive'
  const price = Number(priceText)
  if (!Number.isFinite(price) || priceText.trim() === '') return 'price_invalid'
  if (price <= 0) return 'price_not_positive'
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(date.trim()) ? new Date(`${date.trim().replace(' ', 'T')}Z`) : null
  if (at === null || Number.isNaN(at.getTime())) return 'date_invalid'
  return { invoice: invoice.trim(), item: item.trim(), title: title.trim(), quantity: Math.abs(quantity), at: at.toISOString(), price, customer, country: countryCode(country.trim()), record }
}

/** An order, or a return for a cancellation. Its message id is made of its content, so that reading the file again changes nothing. */
function toMessage(lines: readonly Line[]): Imported {
  const [first] = lines
  const returned = first.invoice.startsWith('C')
  const total = lines.reduce((sum, line) => sum + Math.round(line.quantity * line.price * 1e4), 0) / 1e4
  const content = createHash('sha256').update(lines.map((line) => [line.item, line.quantity, line.at, line.price, line.customer].join('|')).join('\n')).digest('base64url').slice(0, 22)
  return {
    kind: 'message', rows: lines.map((line) => line.record),
    message: {
      type: 'track', messageId: `online-retail:${first.invoice}:${content}`, userId: first.customer, event: returned ? 'Order Refunded' : 'Order Completed', timestamp: first.at,
      properties: {
        order_id: first.invoice, total, currency: 'GBP', ...(returned ? {} : { revenue: total }),
        products: lines.map((line) => ({ product_id: line.item, quantity: line.quantity, price: line.price })),
      },
      context: first.country === null ? {} : { location: { country: first.country } },
    },
  }
}

async function* read(paths: readonly string[], meter: Meter): AsyncGenerator<Imported> {
  const titles = new Map<string, string>()
  let open: Line[] = []
  for (const path of paths) {
    for await (const { fields, record } of readCsv(path, { columns: COLUMNS }, meter)) {
      const line = readLine(fields, record)
      if (typeof line === 'string') {
        yield { kind: 'rejected', reason: line, row: record }
        continue
      }
      // Lines of an invoice follow each other; one that comes again later becomes a second message of the same order.
      if (open.length > 0 && (open[0].invoice !== line.invoice || open[0].customer !== line.customer || open[0].at !== line.at)) {
        yield toMessage(open)
        open = []
      }
      open.push(line)
      if (line.title !== '' && titles.get(line.item) === undefined) {
        titles.set(line.item, line.title)
        yield { kind: 'learned', item: { id: line.item, title: line.title, categories: [], price: line.price, currency: 'GBP', active: !NO_PRODUCT.test(line.item) } }
      }
    }
    if (open.length > 0) yield toMessage(open)
    open = []
  }
}

export const onlineRetail: ImportFormat = {
  name: 'online-retail',
  help: 'UCI Online Retail as CSV (also .gz): InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country. From the UCI Machine Learning Repository, data set 352.',
  files: (paths) => paths,
  read,
}
