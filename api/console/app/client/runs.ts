import type { Call } from './call.ts'
import type { Migration, Page, PersonaRun } from './wire.ts'

const at = (id: string) => `/v1/persona-runs/${encodeURIComponent(id)}`

/** The newest runs, or those before them. */
export const pageOfRuns = (call: Call, cursor: string | null = null): Promise<Page<PersonaRun>> => call<Page<PersonaRun>>('GET', cursor === null ? '/v1/persona-runs' : `/v1/persona-runs?cursor=${encodeURIComponent(cursor)}`)
export const readRun = (call: Call, id: string): Promise<PersonaRun> => call<PersonaRun>('GET', at(id))
/** Who went where between a run and an earlier one: the one before where none is named. */
export const readMigration = (call: Call, id: string, since: string | null): Promise<Migration> => call<Migration>('GET', `${at(id)}/migration${since === null ? '' : `?since=${encodeURIComponent(since)}`}`)

/** The newest of those that came to their end. */
export async function lastRun(call: Call): Promise<PersonaRun | null> {
  const { data } = await pageOfRuns(call)
  return data.find((run) => run.completedAt !== null) ?? null
}
