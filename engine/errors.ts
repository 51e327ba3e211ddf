/** What went wrong in words for the caller: what to do about it, and where. Never carries personal data. */
export type ErrorIssue = { readonly path: string; readonly message: string }

/**
 * kind decides how delivery answers: `input` the caller can mend the request, `forbidden` it lacks the right, `missing` no such thing,
 * `conflict` the state does not allow it, `unavailable` try again later, `fault` ours to mend.
 */
export type ErrorKind = 'input' | 'unauthorised' | 'forbidden' | 'missing' | 'conflict' | 'unavailable' | 'fault'

export class LotseError extends Error {
  readonly kind: ErrorKind
  /** Stable snake_case word for machines. */
  readonly code: string
  readonly issues: readonly ErrorIssue[]

  constructor(kind: ErrorKind, code: string, message: string, issues: readonly ErrorIssue[] = []) {
    super(message)
    this.name = 'LotseError'
    this.kind = kind
    this.code = code
    this.issues = issues
  }
}
