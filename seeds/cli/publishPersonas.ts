import type { PersonaId } from '../../engine/ids.ts'
import { movePersona } from '../../engine/personas/life/changePersona.ts'
import { failing } from '../../engine/personas/life/checks.ts'
import { listPersonas } from '../../engine/personas/reading/readPersonas.ts'
import type { Store } from '../../engine/store/connect.ts'

/**
 * In a shop of one's own a marketer looks first; of an invented one nobody can, so that decisions may use its personas at once. What fails a check
 * waits for one in review. Returns those published.
 */
export async function publishPersonas(store: Store, now: Date): Promise<PersonaId[]> {
  const published: PersonaId[] = []
  for (const persona of await listPersonas(store, now)) {
    if (persona.status !== 'draft') continue
    await movePersona(store, persona.id, 'submit', 'demo', now)
    if (failing(persona.checks).length > 0) continue
    await movePersona(store, persona.id, 'approve', 'demo', now)
    await movePersona(store, persona.id, 'publish', 'demo', now)
    published.push(persona.id)
  }
  return published
}
