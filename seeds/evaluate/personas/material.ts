import type { PersonaSettings } from '../../../engine/personas/settings.ts'
import type { Moment, Repeats } from './moment.ts'

/** What somebody may not be told apart by: a value a customer number, null where nothing is known. It never becomes a feature. */
export type Sensitive = { readonly name: string; readonly of: readonly (string | null)[] }

/** One data set as the study needs it: two moments of the same kind, settings being chosen at the earlier one. */
export type Material = {
  readonly name: string
  readonly counts: { readonly [fact: string]: number | string }
  readonly split: string
  readonly validation: Moment
  readonly test: Moment
  /** How next items are judged, the first one decisive. */
  readonly repeats: readonly Repeats[]
  /** Half-lives of popularity to choose from, days; null counts all alike. */
  readonly halfLives: readonly (number | null)[]
  readonly sensitive: readonly Sensitive[]
  readonly settings: PersonaSettings
}
