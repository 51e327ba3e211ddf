import type { ModelAnswer, ModelRow, ModelSettingsAnswer } from '../../../routes/models.ts'
import type {
  PersonaAlertAnswer, PersonaAnswer, PersonaCommentAnswer, PersonaComparisonAnswer, PersonaMigrationAnswer, PersonaOffersAnswer, PersonaReasonAnswer, PersonaRunAnswer, PersonaSetAnswer, PersonaSettingsAnswer,
} from '../../../routes/personas/schemas.ts'

/** A type of the API as its JSON has it: times are text. Only types cross from the routes' schemas. */
type Wire<T> = T extends Date ? string : T extends readonly (infer Row)[] ? readonly Wire<Row>[] : T extends object ? { readonly [Key in keyof T]: Wire<T[Key]> } : T

export type Persona = Wire<PersonaAnswer>
export type PersonaStatus = Persona['status']
export type Facts = Persona['facts']
export type Lineage = Persona['lineage'][number]
export type Check = Persona['checks'][number]
export type Comment = Wire<PersonaCommentAnswer>
export type Alert = Wire<PersonaAlertAnswer>
export type PersonaSet = Wire<PersonaSetAnswer>
export type Comparison = Wire<PersonaComparisonAnswer>
export type PersonaRun = Wire<PersonaRunAnswer>
export type Report = PersonaRun['report']
export type Migration = Wire<PersonaMigrationAnswer>
export type PersonaOffers = Wire<PersonaOffersAnswer>
/** Why a customer is in a persona. */
export type Reason = Wire<PersonaReasonAnswer>
export type PersonaSettings = Wire<PersonaSettingsAnswer>
export type Page<T> = { readonly data: readonly T[]; readonly nextCursor: string | null }
export type Model = Wire<ModelAnswer>
export type ModelSummary = Wire<ModelRow>
export type ModelSettings = Wire<ModelSettingsAnswer>
