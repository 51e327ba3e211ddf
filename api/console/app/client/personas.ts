import { all, type Call } from './call.ts'
import type { Persona, PersonaRun } from './wire.ts'

const at = (id: string) => `/v1/personas/${encodeURIComponent(id)}`

/** Those in use or on their way, largest first. */
export const listPersonas = (call: Call): Promise<Persona[]> => all<Persona>(call, '/v1/personas')
/** These and the retired ones. */
export const listEveryPersona = async (call: Call): Promise<Persona[]> => (await Promise.all([listPersonas(call), all<Persona>(call, '/v1/personas?status=retired')])).flat()
export const describePersona = (call: Call, id: string, wish: { name?: string; description?: string; version: number }): Promise<Persona> => call<Persona>('PATCH', at(id), wish)
export const movePersona = (call: Call, id: string, step: Step): Promise<Persona> => call<Persona>('POST', `${at(id)}/${step}`)
/** Newest first. */
export const listRuns = (call: Call): Promise<PersonaRun[]> => all<PersonaRun>(call, '/v1/persona-runs')
export const readRun = (call: Call, id: string): Promise<PersonaRun> => call<PersonaRun>('GET', `/v1/persona-runs/${encodeURIComponent(id)}`)

export type Step = 'submit' | 'approve' | 'reject' | 'publish' | 'retire'
