import type { Persona } from '../client/wire.ts'

export type Feature = { readonly column: string; readonly group: string; readonly label: { readonly de: string; readonly en: string }; readonly unit: string }

/** What the columns that runs speak of are called, as far as any persona tells of them: column → feature. */
export function featuresOf(personas: readonly Pick<Persona, 'facts'>[]): ReadonlyMap<string, Feature> {
  return new Map(personas.flatMap(({ facts }) => facts.told.map(({ column, group, label, unit }) => [column, { column, group, label, unit }] as const)))
}
