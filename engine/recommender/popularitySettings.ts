export type PopularitySettings = { readonly halfLifeDays: number | null; readonly own: 'keep' | 'drop' }

/** The baseline is chosen on the same validation cut, so that the comparison is with popularity at its best. */
export const POPULARITY_CHOICES: readonly PopularitySettings[] = [null, 90, 21, 5].flatMap((halfLifeDays) => (['keep', 'drop'] as const).map((own) => ({ halfLifeDays, own })))

/** Popularity counts purchases less returns; ratings sell nothing. */
export const POPULARITY_BEHAVIOURS = [0, 0, 1, -1]
