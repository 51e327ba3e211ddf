import { FIELDS, type Field, type MemberRow } from './fields.ts'

/** A spreadsheet would run a cell that starts so. */
const FORMULA = /^[=+\-@\t\r]/

/** One cell by RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
export function csvCell(value: string | null): string {
  if (value === null) return ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The header, in the fixed order. */
export function csvHeader(fields: readonly Field[]): string {
  return `${ordered(fields).join(',')}\r\n`
}

export function csvRow(row: MemberRow, fields: readonly Field[]): string {
  return `${ordered(fields).map((field) => csvCell(row[field] ?? null)).join(',')}\r\n`
}

function ordered(fields: readonly Field[]): Field[] {
  return FIELDS.filter((field) => fields.includes(field))
}
