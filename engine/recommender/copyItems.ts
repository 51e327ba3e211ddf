import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { copyOut } from '../store/copyOut.ts'
import { ACTIONS, behaviourCode } from './behaviours.ts'
import { createByteNames } from './byteNames.ts'
import type { TimeWindow } from './readInteractions.ts'

/** The rows in the order the database sends them; columns of equal length. */
export type ItemRows = {
  /** By the order of person ids among those admitted. */
  readonly customer: Int32Array
  /** By the order of first appearance, as `itemIds` names them. */
  readonly item: Int32Array
  readonly behaviour: Uint8Array
  readonly at: Float64Array // ms
  readonly price: Float32Array // NaN where none
  readonly itemIds: readonly string[]
}

/**
 * Item events of exactly the people admitted to the run, by a binary COPY that is taken apart byte by byte: an object for each of millions
 * of rows would take most of a minute. Constant memory beside the columns.
 */
export async function copyItems(store: Store, permit: PopulationPermit<'train_ai_system'>, window: TimeWindow): Promise<ItemRows> {
  const table = itemCollector()
  await store.sql.begin('read only', async (tx) => {
    // COPY takes no parameters; settings of the transaction are read once each, as sub-selects.
    await tx`select set_config('lotse.run_id', ${permit.runId}, true), set_config('lotse.purpose', ${permit.purpose}, true),
      set_config('lotse.from', ${window.from?.toISOString() ?? '-infinity'}, true), set_config('lotse.to', ${window.to.toISOString()}, true),
      set_config('lotse.actions', ${`{${ACTIONS.join(',')}}`}, true)`
    await copyOut(tx, COPY, table.add)
  })
  return table.done()
}

const COPY = `copy (
  with admitted as materialized (
    select customer_id, (dense_rank() over (order by person_id) - 1)::int as n from run_population
    where run_id = (select current_setting('lotse.run_id')::uuid) and purpose = (select current_setting('lotse.purpose')))
  select a.n, e.item_id, e.action, e.occurred_at, e.price, e.rating
  from event_items e join admitted a using (customer_id)
  where e.occurred_at >= (select current_setting('lotse.from')::timestamptz) and e.occurred_at < (select current_setting('lotse.to')::timestamptz)
    and e.action = any((select current_setting('lotse.actions'))::text[])
) to stdout (format binary)`

/** PGCOPY\n\\377\r\n\\0, flags, length of an extension (none). */
const HEADER_BYTES = 19
/** Microseconds from 1970 to 2000, where the database begins to count. */
const EPOCH_MICROS = 946_684_800_000_000
const FIELDS = 6
const ROOM = 1 << 16

/** Takes the COPY's bytes in whatever pieces they come; `done` throws a LotseError (unavailable, copy_cut_off) when they end early. */
export function itemCollector(): { add: (chunk: Buffer) => void; done: () => ItemRows } {
  const items = createByteNames()
  const actions = createByteNames()
  const codes: number[] = []
  let columns = roomFor(ROOM)
  let n = 0
  let rest: Buffer | null = null
  let begun = false

  const row = (b: Buffer, start: number): void => {
    if (n === columns.at.length) columns = resized(columns, n, 2 * n)
    const itemAt = start + 14
    const itemEnd = itemAt + b.readInt32BE(start + 10)
    const actionEnd = itemEnd + 4 + b.readInt32BE(itemEnd)
    const action = actions.numberOf(b, itemEnd + 4, actionEnd)
    if (action === codes.length) codes.push(codeOf(b.toString('utf8', itemEnd + 4, actionEnd)))
    const at = actionEnd + 4
    let code = codes[action]
    if (code === RATED) code = ratedAt(b, at + 12 + Math.max(0, b.readInt32BE(at + 8)))
    if (code === NOTHING) return
    columns.customer[n] = b.readInt32BE(start + 6)
    columns.item[n] = items.numberOf(b, itemAt, itemEnd)
    columns.behaviour[n] = code
    columns.at[n] = (b.readInt32BE(at) * 0x1_0000_0000 + b.readUInt32BE(at + 4) + EPOCH_MICROS) / 1000
    columns.price[n++] = b.readInt32BE(at + 8) < 0 ? NaN : numericAt(b, at + 12)
  }
  return {
    add: (chunk) => {
      const b = rest === null ? chunk : Buffer.concat([rest, chunk])
      let at = 0
      if (!begun) {
        if (b.length < HEADER_BYTES) { rest = b; return }
        begun = true
        at = HEADER_BYTES
      }
      for (let end = endOfRow(b, at); end > 0; end = endOfRow(b, at)) {
        row(b, at)
        at = end
      }
      rest = at < b.length ? b.subarray(at) : null
    },
    done: () => {
      // The trailer is a row of −1 fields.
      if (rest === null || rest.length !== 2 || rest.readInt16BE(0) !== -1) throw new LotseError('unavailable', 'copy_cut_off', 'The database stopped in the middle of its answer: run the job again.')
      return { ...resized(columns, n, n), itemIds: items.names() }
    },
  }
}

/** Codes of a row that its action alone doesn't have. */
const RATED = -1
const NOTHING = -2

function ratedAt(b: Buffer, at: number): number {
  return behaviourCode('rate', b.readInt32BE(at) < 0 ? null : b.readFloatBE(at + 4)) ?? NOTHING
}

function codeOf(action: string): number {
  if (action === 'rate') return RATED
  const code = behaviourCode(action)
  if (code === null) throw new RangeError(`${action} was not asked for.`)
  return code
}

/** Where the row that begins at `start` ends; 0 when it is not all there, or is the trailer. */
function endOfRow(b: Buffer, start: number): number {
  if (start + 2 > b.length || b.readInt16BE(start) !== FIELDS) return 0
  let at = start + 2
  for (let field = 0; field < FIELDS; field++) {
    if (at + 4 > b.length) return 0
    at += 4 + Math.max(0, b.readInt32BE(at))
  }
  return at <= b.length ? at : 0
}

const NEGATIVE = 0x4000

/** numeric in binary: digits, weight, sign, scale, then digits to base 10,000; at most 14 decimal digits, 4 behind the point. */
function numericAt(b: Buffer, at: number): number {
  const digits = b.readInt16BE(at)
  const weight = b.readInt16BE(at + 2)
  const sign = b.readUInt16BE(at + 4)
  if (sign > NEGATIVE) return NaN
  let tenThousandths = 0 // a whole number, so that only the division rounds
  for (let k = 0; k <= weight + 1; k++) tenThousandths = tenThousandths * 10_000 + (k < digits ? b.readInt16BE(at + 8 + 2 * k) : 0)
  const value = tenThousandths / 10_000
  return sign === NEGATIVE ? -value : value
}

type Columns = Pick<ItemRows, 'customer' | 'item' | 'behaviour' | 'at' | 'price'>

function roomFor(n: number): Columns {
  return { customer: new Int32Array(n), item: new Int32Array(n), behaviour: new Uint8Array(n), at: new Float64Array(n), price: new Float32Array(n) }
}

/** The first `kept` rows with room for `n`. */
function resized(columns: Columns, kept: number, n: number): Columns {
  const next = roomFor(n)
  next.customer.set(columns.customer.subarray(0, kept))
  next.item.set(columns.item.subarray(0, kept))
  next.behaviour.set(columns.behaviour.subarray(0, kept))
  next.at.set(columns.at.subarray(0, kept))
  next.price.set(columns.price.subarray(0, kept))
  return next
}
