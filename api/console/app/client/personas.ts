import type { Call } from './call.ts'
import type { Page, Persona, PersonaRun } from './wire.ts'

const at = (id: string) => `/v1/personas/${encodeURIComponent(id)}`

/** More pages than this means that something turns in circles. */
const MOST_PAGES = 100

async function all<T>(call: Call, path: string): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<T> = await call<Page<T>>('GET', cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`)
    rows.push(...answer.data)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return rows
}

export const listPersonas = (call: Call): Promise<Persona[]> => all<Persona>(call, '/v1/personas')
export const readPersona = (call: Call, id: string): Promise<Persona> => call<Persona>('GET', at(id))
export const describePersona = (call: Call, id: string, wish: { name?: string; description?: string }): Promise<Persona> => call<Persona>('PATCH', at(id), wish)
export const movePersona = (call: Call, id: string, step: Step): Promise<Persona> => call<Persona>('POST', `${at(id)}/${step}`)
export const listRuns = (call: Call): Promise<PersonaRun[]> => all<PersonaRun>(call, '/v1/persona-runs')
export const readRun = (call: Call, id: string): Promise<PersonaRun> => call<PersonaRun>('GET', `/v1/persona-runs/${encodeURIComponent(id)}`)

export type Step = 'submit' | 'approve' | 'publish' | 'retire'
