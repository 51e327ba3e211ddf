import { z } from 'zod'

/**
 * Counts of people are told rounded down to tens, other figures to three digits. So nobody who left is counted, and two looks that differ by
 * one person show the same figures, or a step of ten: the exact ones would give that person away by subtraction (differencing attack). The
 * residue is said in docs/privacy.md: a step shows that one of ten went.
 */
const STEP = 10
const DIGITS = 3
const LEAST_TOLD = 20

const COUNTS: ReadonlySet<string> = new Set(['size', 'customers', 'people', 'before', 'now', 'shapedBy', 'rowsUsed', 'between', 'far', 'unknown', 'held', 'n', 'repeaters', 'actual', 'expected'])
/** Of a city or a rule's split, not of people. */
const EXACT: ReadonlySet<string> = new Set(['lat', 'lon'])

/** Fewer than LEAST_TOLD are told as none. */
export function roundCount(people: number): number {
  return people < LEAST_TOLD ? 0 : Math.floor(people / STEP) * STEP
}

function roundFigure(value: number): number {
  return Number(value.toPrecision(DIGITS))
}

const Json = z.json()
type Json = z.infer<typeof Json>

/** Everything in facts, a report or a table as it may be shown, whatever part it stands in: by the name of each figure. */
export function roundFacts(facts: unknown): Json {
  return rounded(Json.parse(facts), '')
}

function rounded(value: Json, name: string): Json {
  if (typeof value === 'number') return COUNTS.has(name) ? roundCount(value) : EXACT.has(name) ? value : roundFigure(value)
  if (Array.isArray(value)) return value.map((each) => rounded(each, name))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each, key)]))
  return value
}
