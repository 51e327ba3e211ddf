import { setImmediate as turn } from 'node:timers/promises'
import { createWriteStream, statSync, type WriteStream } from 'node:fs'
import { putItems } from '../../engine/catalogue/putItems.ts'
import { OfferInput } from '../../engine/catalogue/offer.ts'
import { putOffer } from '../../engine/catalogue/offers.ts'
import type { Purpose } from '../../engine/consent/purposes.ts'
import { appendEvents } from '../../engine/events/append.ts'
import type { DomainEvent } from '../../engine/events/event.ts'
import { readMessage } from '../../engine/events/readMessage.ts'
import type { Store } from '../../engine/store/connect.ts'
import type { Imported, ImportedItem, ImportFormat, Row } from './format.ts'
import { grantPurposes } from './grant.ts'

export type ImportCounts = { readonly format: string; readonly read: number; readonly accepted: number; readonly duplicate: number; readonly rejected: { readonly [reason: string]: number } }

export type ImportOptions = {
  readonly store: Store
  readonly now: () => Date
  readonly grant: readonly Purpose[]
  readonly rejects: string | null
  readonly progress: (share: number, words: string) => void
}

/** Messages, or the input rows behind them, gathered into one transaction. */
const MESSAGES_AT_ONCE = 10_000
const ROWS_AT_ONCE = 20_000
const TURN_EVERY = 100

type Waiting = { readonly event: DomainEvent; readonly rows: readonly Row[] }

/** Reads files of a format into the log and the catalogue. Every row read is accepted, a duplicate or rejected by reason; a second import of the same files changes nothing. */
export async function importFiles(format: ImportFormat, paths: readonly string[], options: ImportOptions): Promise<ImportCounts> {
  const { store, now, progress } = options
  const source = `import:${format.name}`
  const size = format.files(paths).reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  const meter = { bytes: 0 }
  const tally = createTally(options.rejects)
  const waiting: Waiting[] = []
  const items: { item: ImportedItem; rows: readonly Row[] }[] = []
  let rows = 0

  // One transaction is on its way while the next is being read; they commit in the order of the file.
  let onItsWay = Promise.resolve()
  const write = async (gathered: Waiting[], learned: typeof items) => {
    await flushItems(store, learned, tally, now())
    await flushEvents(store, source, gathered, tally, now())
    progress(Math.min(0.99, size === 0 ? 0 : meter.bytes / size), `${tally.read()} rows`)
  }
  const flush = async () => {
    await onItsWay
    rows = 0
    onItsWay = write(waiting.splice(0), items.splice(0))
    // Its failure is met at the next await; until then it must not count as unhandled.
    onItsWay.catch(() => {})
  }
  const take = async (next: Imported) => {
    if (next.kind === 'rejected') return tally.reject(next.reason, [next.row])
    if (next.kind === 'learned') return void items.push({ item: next.item, rows: [] })
    rows += next.rows.length
    if (next.kind === 'item') return void items.push({ item: next.item, rows: next.rows })
    if (next.kind === 'offer') {
      await putOffer(store, next.id, OfferInput.parse(next.offer), 'import', now())
      return tally.accept(next.rows.length)
    }
    const reading = readMessage(next.message, { receivedAt: now(), keyKind: 'secret', fromFile: true })
    if ('event' in reading) waiting.push({ event: reading.event, rows: next.rows })
    else tally.reject(reading.code, next.rows)
  }

  let seen = 0
  for await (const next of format.read(paths, meter)) {
    // A whole chunk of a file is parsed in one go: give the transaction on its way a turn.
    if (++seen % TURN_EVERY === 0) await turn()
    await take(next)
    if (waiting.length >= MESSAGES_AT_ONCE || rows >= ROWS_AT_ONCE || items.length >= ROWS_AT_ONCE) await flush()
  }
  await flush()
  await onItsWay
  if (options.grant.length > 0) await grantPurposes(store, source, options.grant, now())
  await tally.close()
  return { format: format.name, ...tally.counts() }
}

type Tally = ReturnType<typeof createTally>

function createTally(rejectsFile: string | null) {
  const rejected: { [reason: string]: number } = {}
  let accepted = 0
  let duplicate = 0
  const file: WriteStream | null = rejectsFile === null ? null : createWriteStream(rejectsFile)
  const sum = () => Object.values(rejected).reduce((a, b) => a + b, 0)
  return {
    accept: (rows: number) => { accepted += rows },
    duplicate: (rows: number) => { duplicate += rows },
    reject: (reason: string, rows: readonly Row[]) => {
      rejected[reason] = (rejected[reason] ?? 0) + rows.length
      if (file !== null) for (const row of rows) file.write(`${reason}\t${textOf(row)}\n`)
    },
    read: () => accepted + duplicate + sum(),
    counts: () => ({ read: accepted + duplicate + sum(), accepted, duplicate, rejected }),
    close: () => new Promise<void>((resolve, reject) => {
      if (file === null) return resolve()
      file.on('error', reject)
      file.end(resolve)
    }),
  }
}

function textOf(row: Row): string {
  return typeof row === 'string' ? row : row.map((field) => /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(',')
}

async function flushItems(store: Store, items: readonly { item: ImportedItem; rows: readonly Row[] }[], tally: Tally, now: Date): Promise<void> {
  // What an order line calls a product never overrules what the shop itself said of it.
  const learned = items.filter(({ rows }) => rows.length === 0).map(({ item }) => item.id)
  const known = new Set(learned.length === 0 ? [] : (await store.sql<{ item_id: string }[]>`select item_id from items where item_id = any(${learned}::text[])`).map((row) => row.item_id))
  const wanted = items.filter(({ item, rows }) => rows.length > 0 || !known.has(item.id))
  if (wanted.length === 0) return
  const results = await putItems(store, wanted.map(({ item }) => item), now)
  results.forEach((result, k) => {
    const { rows } = wanted[k]
    if (result.status === 'rejected') tally.reject('item_invalid', rows)
    else tally.accept(rows.length)
  })
}

async function flushEvents(store: Store, source: string, waiting: readonly Waiting[], tally: Tally, now: Date): Promise<void> {
  if (waiting.length === 0) return
  const { written, refused } = await appendEvents(store, waiting.map(({ event }) => event), { source, actor: 'import', trusted: true }, now)
  const isWritten = new Set(written)
  const why = new Map(refused.map(({ index, code }) => [index, code]))
  waiting.forEach(({ rows }, index) => {
    const reason = why.get(index)
    if (reason !== undefined) tally.reject(reason, rows)
    else if (isWritten.has(index)) tally.accept(rows.length)
    else tally.duplicate(rows.length)
  })
}
