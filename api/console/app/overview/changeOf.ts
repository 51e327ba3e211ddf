import type { Persona, PersonaRun } from '../client/wire.ts'

/** What became of a persona in the last run: found for the first time, come out of another, or larger or smaller by the people of both runs (part of what it was). */
export type Change = { readonly kind: 'fresh' } | { readonly kind: 'split' } | { readonly kind: 'size'; readonly change: number; /** More than chance would do. */ readonly clearly: boolean }

/** null where there is nothing to compare with. The first run of all makes nothing new. */
export function changeOf(persona: Pick<Persona, 'id' | 'lineage'>, run: Pick<PersonaRun, 'id' | 'report'>): Change | null {
  const { drift } = run.report
  if (drift === null) return null
  const found = persona.lineage.findLast((entry) => 'runId' in entry && entry.runId === run.id)
  if (found?.kind === 'born') return { kind: 'fresh' }
  if (found?.kind === 'split') return { kind: 'split' }
  const size = drift.sizes.find((one) => one.personaId === persona.id)
  return size === undefined || size.before === 0 ? null : { kind: 'size', change: (size.now - size.before) / size.before, clearly: size.changed }
}
