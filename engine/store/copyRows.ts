import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { TransactionSql } from 'postgres'

const SPECIAL = /[\\\t\n\r]/
const EVERY_SPECIAL = /[\\\t\n\r]/g
const ESCAPED: { readonly [char: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A text in COPY's text format. */
export function text(value: string | null): string {
  if (value === null) return '\\N'
  return SPECIAL.test(value) ? value.replace(EVERY_SPECIAL, (char) => ESCAPED[char]) : value
}

export function number(value: number | null): string {
  return value === null ? '\\N' : String(value)
}

/** Writes moments; the same one asked for again and again (a batch's receipt) is written once. */
export function moments(): (value: Date | null) => string {
  let last = Number.NaN
  let written = ''
  return (value) => {
    if (value === null) return '\\N'
    if (value.getTime() !== last) {
      last = value.getTime()
      written = value.toISOString()
    }
    return written
  }
}

/** Sends lines, each with its newline, to `copy … from stdin`. `statement` is ours, never a caller's text. */
export async function copyRows(tx: TransactionSql, statement: string, lines: string): Promise<void> {
  if (lines === '') return
  const stream = guarded(await tx.unsafe(statement).writable())
  const done = once(stream, 'finish')
  stream.end(lines)
  await done
}

/**
 * The driver's stream writes to a socket that is null once the connection is lost, from where nobody can catch it: the process would end.
 * Here such a loss fails the stream, and the transaction with it. (Its `destroy` would send a CopyFail, also after success.)
 */
function guarded(stream: Writable): Writable {
  const { _write: write, _final: final } = stream
  stream._write = (chunk, encoding, callback) => attempt(() => write.call(stream, chunk, encoding, callback), callback)
  stream._final = (callback) => attempt(() => final.call(stream, callback), callback)
  stream._destroy = (error, callback) => callback(error)
  return stream
}

function attempt(work: () => void, callback: (error: Error) => void): void {
  try {
    work()
  } catch {
    callback(Object.assign(new Error('The connection was lost while rows were copied.'), { code: 'CONNECTION_CLOSED' }))
  }
}
