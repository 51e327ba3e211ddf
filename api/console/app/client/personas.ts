import { all, type Call } from './call.ts'
import type { Asked } from '../router.tsx'
import type { Comparison, Persona } from './wire.ts'

const at = (id: string) => `/v1/personas/${encodeURIComponent(id)}`

/** Those in use or on their way, largest first. */
export const listPersonas = (call: Call): Promise<Persona[]> => all<Persona>(call, '/v1/personas')
/** These and the retired ones. */
export const listEveryPersona = async (call: Call): Promise<Persona[]> => (await Promise.all([listPersonas(call), all<Persona>(call, '/v1/personas?status=retired')])).flat()

export type Wish = { readonly name?: string; readonly description?: string; readonly pinned?: boolean; readonly version: number }
export const changePersona = (call: Call, id: string, wish: Wish): Promise<Persona> => call<Persona>('PATCH', at(id), wish)

export type Step = 'submit' | 'approve' | 'reject' | 'publish' | 'retire'
/** override: approve although checks failed. effectiveAt: from when a published persona counts. */
export type StepWish = { readonly reason?: string; readonly override?: boolean; readonly effectiveAt?: string }
export const movePersona = (call: Call, id: string, step: Step, wish: StepWish = {}): Promise<Persona> => call<Persona>('POST', `${at(id)}/${step}`, wish)
/** The persona that took the others in. */
export const mergePersonas = (call: Call, wish: { into: string; from: readonly string[]; reason?: string }): Promise<Persona> => call<Persona>('POST', '/v1/personas/merge', wish)
/** The part that kept the name, and the new draft. */
export const splitPersona = async (call: Call, id: string, wish: { reason?: string }): Promise<readonly Persona[]> => (await call<{ data: readonly Persona[] }>('POST', `${at(id)}/split`, wish)).data

export function comparePersonas(call: Call, a: Asked, b: Asked): Promise<Comparison> {
  const query = new URLSearchParams({ a: a.id, b: b.id })
  if (a.runId !== null) query.set('runA', a.runId)
  if (b.runId !== null) query.set('runB', b.runId)
  return call<Comparison>('GET', `/v1/personas/compare?${query}`)
}
