import { all, type Call } from './call.ts'
import type { Model, ModelSettings, ModelSummary } from './wire.ts'

const at = (id: string) => `/v1/models/${encodeURIComponent(id)}`

export type ModelStep = Model['steps'][number]

/** Newest first. */
export const listModels = (call: Call): Promise<ModelSummary[]> => all<ModelSummary>(call, '/v1/models')
export const readModel = (call: Call, id: string): Promise<Model> => call<Model>('GET', at(id))
export const moveModel = (call: Call, id: string, step: ModelStep, wish: { share?: number; reason?: string }): Promise<ModelSummary> => call<ModelSummary>('POST', `${at(id)}/${step}`, wish)
export const readSettings = (call: Call): Promise<ModelSettings> => call<ModelSettings>('GET', '/v1/models/settings')
export const changeSettings = (call: Call, settings: Partial<ModelSettings>): Promise<ModelSettings> => call<ModelSettings>('PATCH', '/v1/models/settings', settings)
