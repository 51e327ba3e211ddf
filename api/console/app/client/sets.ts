import { all, type Call } from './call.ts'
import type { PersonaSet, PersonaSettings } from './wire.ts'

/** What decisions and segments went by, newest first; the first is in use. */
export const listSets = (call: Call): Promise<PersonaSet[]> => all<PersonaSet>(call, '/v1/persona-sets')
export const rollBack = (call: Call, to: number, reason: string): Promise<unknown> => call('POST', '/v1/persona-sets/rollback', { to, reason })
export const adoptRun = (call: Call, runId: string, reason: string): Promise<unknown> => call('POST', '/v1/persona-sets/adopt', { runId, reason })
export const readPersonaSettings = (call: Call): Promise<PersonaSettings> => call<PersonaSettings>('GET', '/v1/personas/settings')
export const changePersonaSettings = (call: Call, wish: Partial<PersonaSettings>): Promise<PersonaSettings> => call<PersonaSettings>('PATCH', '/v1/personas/settings', wish)
