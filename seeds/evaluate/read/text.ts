import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { LotseError } from '../../../engine/errors.ts'
import { openFile } from '../../import/rows.ts'

/** One line that is not blank: its number in the file, from 1, and its fields. */
export type Line = { readonly number: number; readonly fields: readonly string[] }

/** The first of the names that is in the folder, as it is or gzipped. */
export function fileIn(folder: string, names: readonly string[]): string {
  if (!existsSync(folder)) throw new LotseError('input', 'folder_missing', `There is no folder ${folder}.`, [{ path: 'path', message: 'does not exist' }])
  if (!statSync(folder).isDirectory()) throw new LotseError('input', 'not_a_folder', `${folder} is a file; the protocol reads a folder.`, [{ path: 'path', message: 'is no folder' }])
  const found = names.flatMap((name) => [path.join(folder, name), path.join(folder, `${name}.gz`)]).find((file) => existsSync(file))
  if (found !== undefined) return found
  throw new LotseError('input', 'file_missing', `${folder} has no ${names.join(' or ')} (or .gz).`, [{ path: 'path', message: `lacks ${names[0]}` }])
}

/** The file at the path, as long as it is one. */
export function fileAt(file: string): string {
  if (!existsSync(file)) throw new LotseError('input', 'file_missing', `There is no file ${file}.`, [{ path: 'path', message: 'does not exist' }])
  if (statSync(file).isDirectory()) throw new LotseError('input', 'not_a_file', `${file} is a folder; the protocol reads a file.`, [{ path: 'path', message: 'is no file' }])
  return file
}

/** Lines of a text file, split at the separator; each must have at least the columns named, none of them empty. */
export async function readFields(file: string, columns: readonly string[], separator: RegExp | string = /\s+/): Promise<Line[]> {
  const lines: Line[] = []
  const content = (await text(openFile(fileAt(file), { bytes: 0 }))).split('\n')
  for (let k = 0; k < content.length; k++) {
    const line = content[k].trim()
    if (line === '') continue
    const fields = line.split(separator)
    const missing = columns.filter((_, column) => (fields[column] ?? '').trim() === '')
    if (missing.length > 0) throw new LotseError('input', 'column_missing', `${file}, line ${k + 1}: no ${missing.join(', ')}; a line is ${columns.join(', ')}.`)
    lines.push({ number: k + 1, fields })
  }
  if (lines.length === 0) throw new LotseError('input', 'file_empty', `${file} has no lines.`)
  return lines
}

/** A number at a place of a file, or an error that names the place. */
export function numberAt(file: string, { number, fields }: Line, column: number, name: string): number {
  const value = Number(fields[column])
  if (Number.isFinite(value)) return value
  throw new LotseError('input', 'not_a_number', `${file}, line ${number}: ${name} is not a number.`)
}
