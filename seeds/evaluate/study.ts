/** An evaluation whose figures have a shape of their own, where a Protocol's are rankings. */
export type Study = {
  readonly name: string
  /** What its path must be; null when it needs none. A path that may be left out is named so here and `optional`. */
  readonly help: string | null
  readonly optional?: boolean
  /** It is repeated under each of these where nobody asks for a seed. */
  readonly seeds?: readonly number[]
  readonly run: (path: string, seed: number, progress: (share: number, words: string) => void) => Promise<Studied>
}

/** What `--json` prints and what a person reads. */
export type Studied = { readonly value: object; readonly lines: () => readonly string[] }
