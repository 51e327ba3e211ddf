import type { PersonaSet } from '../client/wire.ts'

/** Personas a set has that the one before it lacks, and the other way round. before: null for the first set of all. */
export function setChanges(set: Pick<PersonaSet, 'entries'>, before: Pick<PersonaSet, 'entries'> | null): { added: readonly string[]; removed: readonly string[] } {
  const [is, was] = [set, before].map((one) => (one?.entries ?? []).map((entry) => entry.personaId))
  return { added: is.filter((id) => !was.includes(id)), removed: was.filter((id) => !is.includes(id)) }
}
