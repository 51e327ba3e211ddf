/** What PostgreSQL can hold as text and JSON: no NUL, no half of a surrogate pair. */
export function isText(given: string): boolean {
  return !/[\0\p{Cs}]/u.test(given)
}

export const NO_TEXT = 'holds characters that no text has'
