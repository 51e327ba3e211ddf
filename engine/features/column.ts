export type FeatureGroup = 'history' | 'value' | 'place' | 'browsing' | 'experience'

type Words = { readonly de: string; readonly en: string }

/** What a column of the feature matrix says, for people and for the scaler. */
export type FeatureColumn = {
  readonly name: string
  readonly group: FeatureGroup
  /** days, count, money, share (0–1), score, km, yes/no … */
  readonly unit: string
  /** Over which time it looks back from the as-of time: '365 d', 'all', 'now'; or ahead: 'next 365 d'. */
  readonly window: string
  readonly label: Words
  readonly meaning: Words
  /** True for a column with a long tail: it is clustered by its logarithm. */
  readonly log?: boolean
  /** Of what people differ in, the part that is theirs and not the luck of few visits (models/shareReliability.ts), 0–1; absent where nobody can tell. */
  readonly reliability?: number
}

/**
 * How a column comes from what was counted (see raw.ts). A `rate` is drawn towards the shop's own rate, because three visits say little:
 * (of + prior · Σof/Σper) / (per + prior). Nothing counted below the line: NaN.
 */
export type Recipe =
  | { readonly kind: 'plain'; readonly of: string }
  | { readonly kind: 'ratio'; readonly of: string; readonly per: string }
  | { readonly kind: 'rate'; readonly of: string; readonly per: string; readonly prior: number }

export type ColumnRecipe = FeatureColumn & { readonly recipe: Recipe }

/** Column, label and meaning in one line: German first, English second. */
export function column(
  group: FeatureGroup, name: string, unit: string, window: string, label: readonly [de: string, en: string], meaning: readonly [de: string, en: string], recipe: Recipe, log = false,
): ColumnRecipe {
  return { name, group, unit, window, label: { de: label[0], en: label[1] }, meaning: { de: meaning[0], en: meaning[1] }, ...(log ? { log } : {}), recipe }
}

export const plain = (of: string): Recipe => ({ kind: 'plain', of })
export const ratio = (of: string, per: string): Recipe => ({ kind: 'ratio', of, per })
export const rate = (of: string, per: string, prior: number): Recipe => ({ kind: 'rate', of, per, prior })
