import { isBlocked, LONGEST_KIND, LONGEST_VALUE, type Identifier } from './identifier.ts'

/** Trims identifiers and leaves out those that name nobody: placeholders, empty ones and ones too long for a name. `numbered`: 0 is a name. */
export function cleanIdentifiers(raw: readonly Identifier[], numbered = false): Identifier[] {
  return raw.map(({ kind, value }) => ({ kind, value: value.trim() }))
    .filter(({ kind, value }) => value.length > 0 && value.length <= LONGEST_VALUE && kind.length > 0 && kind.length <= LONGEST_KIND && ((numbered && value === '0') || !isBlocked(value)))
}
