import type { Rng } from '../../models/rng.ts'
import type { Contender } from './generator.ts'
import type { Metrics } from './judge.ts'
import type { Problem } from './problem.ts'

/** A data set read and split. */
export type Benchmark = {
  readonly test: Problem
  /** The same kind of question cut from the training part alone: settings are chosen on it. */
  readonly validation: (rng: Rng) => Problem
  /** Counts of what was read, for the result. */
  readonly counts: { readonly [name: string]: number | string }
}

/** One public way to measure: where the data lie, how they are split, what is masked, what is counted, who takes part. */
export type Protocol = {
  readonly name: string
  /** What the path must be, and where a user gets the data. */
  readonly help: string
  readonly split: string
  readonly masked: string
  readonly validation: string
  readonly metrics: Metrics
  /** The metric by which settings are chosen on the validation cut. */
  readonly decisive: string
  readonly depth: number
  /**
   * Reads the files at the path. `read` hears the share of the bytes read; the seed is for splits that are drawn. Throws LotseError (input)
   * naming what is missing.
   */
  readonly load: (path: string, read: (share: number) => void, seed: number) => Promise<Benchmark>
  readonly baselines: readonly Contender[]
  /** The best of these on the validation cut is the result. */
  readonly contenders: readonly Contender[]
}
