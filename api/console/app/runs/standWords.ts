import type { Migration, Persona } from '../client/wire.ts'
import type { Locale } from '../i18n/locale.tsx'
import { nameOf } from '../persona/shown.ts'

export type Stand = Migration['before'][number]

/** What a place people may stand in is called: a persona, none, or not in that run. */
export function standWords(key: string, stands: readonly Stand[], personas: readonly Persona[], { t, language }: Pick<Locale, 't' | 'language'>): string {
  const { moved } = t.runs
  if (key === 'undetermined') return moved.undetermined
  if (key === 'joined') return moved.joined
  if (key === 'left') return moved.left
  const persona = personas.find((one) => one.id === key)
  return persona === undefined ? stands.find((stand) => stand.key === key)?.name ?? t.lineage.other : nameOf(persona, language)
}
