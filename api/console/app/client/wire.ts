import type { ModelAnswer, ModelRow, ModelSettingsAnswer } from '../../../routes/models.ts'
import type { PersonaAnswer, PersonaRunAnswer } from '../../../routes/personas/schemas.ts'

/** A type of the API as its JSON has it: times are text. Only types cross from the routes' schemas. */
type Wire<T> = T extends Date ? string : T extends readonly (infer Row)[] ? readonly Wire<Row>[] : T extends object ? { readonly [Key in keyof T]: Wire<T[Key]> } : T

export type Persona = Wire<PersonaAnswer>
export type PersonaStatus = Persona['status']
export type Facts = Persona['facts']
export type Lineage = Persona['lineage'][number]
export type PersonaRun = Wire<PersonaRunAnswer>
export type Page<T> = { readonly data: readonly T[]; readonly nextCursor: string | null }
export type Model = Wire<ModelAnswer>
export type ModelSummary = Wire<ModelRow>
export type ModelSettings = Wire<ModelSettingsAnswer>
