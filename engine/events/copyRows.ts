import { once } from 'node:events'
import type { TransactionSql } from 'postgres'

export type Cell = string | number | Date | null

const SPECIAL = /[\\\t\n\r]/
const ESCAPED: { readonly [char: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One line of COPY's text format. */
export function copyLine(cells: readonly Cell[]): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) {
    if (at > 0) line += '\t'
    const cell = cells[at]
    if (cell === null) line += '\\N'
    else if (typeof cell === 'string') line += SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (char) => ESCAPED[char]) : cell
    else line += typeof cell === 'number' ? cell : cell.toISOString()
  }
  return `${line}\n`
}

/** Sends lines to `copy … from stdin`. `statement` is ours, never a caller's text. */
export async function copyRows(tx: TransactionSql, statement: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const stream = await tx.unsafe(statement).writable()
  const done = once(stream, 'finish')
  stream.end(lines.join(''))
  await done
}
