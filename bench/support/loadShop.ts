import { createHash } from 'node:crypto'
import { copyRows } from '../../engine/store/copyRows.ts'
import type { Store } from '../../engine/store/connect.ts'
import { ACTIONS, categoryOf, drawShop, type DrawnShop, type ShopSize } from './drawShop.ts'

const NAMES = ['Product Viewed', 'Product Added', 'Order Completed', 'Order Refunded']
const CHUNK = 50_000
const EVENT_COLUMNS = 'customer_id, occurred_at, event_id, message_id, type, name, received_at, clock, channel, stage, order_id, source, properties'
const ITEM_COLUMNS = 'customer_id, occurred_at, event_id, line, item_id, action, quantity, price, order_id'

/** Fills an empty, migrated store with a drawn shop as the log would hold it: everybody agreed to the purposes of learning. */
export async function loadShop(store: Store, size: ShopSize, until: Date): Promise<void> {
  const drawn = drawShop(size, until.getTime())
  const numbers = Array.from({ length: size.items }, (_, i) => i)
  await store.sql`select lotse_ensure_months(${new Date(drawn.at[0])}, ${until})`
  await store.sql`
    insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at)
    select 'sku-' || i, 'Item ' || i, array['Category ' || category], price, 'EUR', true, '{}', ${until}, ${until}
    from unnest(${numbers.map(String)}::int[], ${numbers.map((i) => String(categoryOf(i, size.items)))}::int[], ${numbers.map(priceOf)}::numeric[]) as t (i, category, price)`
  await store.sql`
    insert into customers (customer_id, created_at, known, traits, country, region)
    select md5('customer ' || c)::uuid, ${until}, true, '{}', 'DE', (array['Bayern', 'Hessen', 'Berlin'])[1 + c % 3] from generate_series(0, ${size.customers - 1}) c`
  await store.sql`insert into identifiers (kind, value, customer_id, first_seen) select 'user_id', 'u' || c, md5('customer ' || c)::uuid, ${until} from generate_series(0, ${size.customers - 1}) c`
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    select md5('customer ' || c)::uuid, md5('record ' || c || purpose)::uuid, purpose, true, 'granted', ${until}, 'import_grant', 'bench', 'consent', 'bench', 'bench', ''
    from generate_series(0, ${size.customers - 1}) c, unnest(array['personalize.content.profiling', 'personalize.content.profiled', 'train_ai_system']) purpose`
  await loadRows(store, drawn, size)
  // Now rather than by autovacuum in the middle of a measurement.
  await store.sql`vacuum analyze`
}

async function loadRows(store: Store, x: DrawnShop, size: ShopSize): Promise<void> {
  const ids = Array.from({ length: size.customers }, (_, c) => uuid(`customer ${c}`))
  for (let from = 0; from < x.at.length; from += CHUNK) {
    let events = ''
    let items = ''
    let line = 0
    for (let row = from; row < Math.min(x.at.length, from + CHUNK); row++) {
      const action = ACTIONS[x.action[row]]
      const order = x.order[row]
      const first = order < 0 || row === from || x.order[row - 1] !== order
      line = first ? 0 : line + 1
      const at = new Date(x.at[row]).toISOString()
      // An order cut in two by the chunk becomes two events.
      const id = first ? eventId(row) : eventId(row - line)
      if (first) events += `${ids[x.customer[row]]}\t${at}\t${id}\tm${row}\ttrack\t${NAMES[x.action[row]]}\t${at}\tkept\tweb\t${action === 'purchase' ? 'purchase' : 'consideration'}\t${order < 0 ? '\\N' : `o${order}`}\tbench\t{}\n`
      items += `${ids[x.customer[row]]}\t${at}\t${id}\t${line}\tsku-${x.item[row]}\t${action}\t1\t${priceOf(x.item[row])}\t${order < 0 ? '\\N' : `o${order}`}\n`
    }
    await store.sql.begin(async (tx) => {
      await copyRows(tx, `copy events (${EVENT_COLUMNS}) from stdin`, events)
      await copyRows(tx, `copy event_items (${ITEM_COLUMNS}) from stdin`, items)
    })
  }
}

function priceOf(item: number): string {
  return (4.99 + (item * 37) % 200).toFixed(2)
}

/** As the database writes them. */
function uuid(text: string): string {
  const hex = createHash('md5').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function eventId(row: number): string {
  const mixed = Math.imul(row + 1, 0x9e3779b1) >>> 0
  return `${mixed.toString(16).padStart(8, '0')}-0000-4000-8000-${row.toString(16).padStart(12, '0')}`
}
