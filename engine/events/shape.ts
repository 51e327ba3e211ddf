const MOST_BYTES = 32 * 1024
const DEEPEST = 12
/** NUL cannot stand in a PostgreSQL text, half a surrogate pair in no UTF-8. */
const UNWRITABLE = /[\p{Cs}\0]/u

export type Misshape = 'too_large' | 'too_deep' | 'unwritable_text'

/** Whether a message fits the log: at most 32 KB of JSON, nested at most 12 deep, text that can be stored. Null when it does. */
export function misshapeOf(message: object): Misshape | null {
  let letters = 0
  const walk = (value: unknown, depth: number): Misshape | null => {
    if (typeof value === 'string') {
      letters += value.length
      return UNWRITABLE.test(value) ? 'unwritable_text' : null
    }
    letters += 8
    if (typeof value !== 'object' || value === null) return null
    if (depth > DEEPEST) return 'too_deep'
    if (Array.isArray(value)) {
      for (const each of value) {
        const wrong = walk(each, depth + 1)
        if (wrong !== null) return wrong
      }
      return null
    }
    for (const name in value) {
      letters += name.length
      const wrong = UNWRITABLE.test(name) ? 'unwritable_text' : walk((value as { [name: string]: unknown })[name], depth + 1)
      if (wrong !== null) return wrong
    }
    return null
  }
  const wrong = walk(message, 1)
  if (wrong !== null) return wrong
  // A letter takes at most 6 bytes of JSON; only what comes near the limit is written out to be weighed.
  return letters * 6 > MOST_BYTES && Buffer.byteLength(JSON.stringify(message)) > MOST_BYTES ? 'too_large' : null
}
