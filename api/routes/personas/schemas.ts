import { z } from 'zod'
import { Choice, RunReport } from '../../../engine/personas/finding/report.ts'
import { Check } from '../../../engine/personas/life/checks.ts'
import { LineageEntry } from '../../../engine/personas/life/lineage.ts'
import { PersonaFacts, Words } from '../../../engine/personas/meaning/facts.ts'
import { ValueFit } from '../../../engine/personas/reading/valueFit.ts'
import { PersonaSettings } from '../../../engine/personas/settings.ts'
import { isText, NO_TEXT } from '../../../engine/personas/text.ts'
import { Problem } from '../../problem.ts'

export const tags = ['personas']
export const refusals = { 400: Problem, 401: Problem, 403: Problem, 503: Problem }
export const missing = { ...refusals, 404: Problem }
export const conflicts = { ...missing, 409: Problem }
/** Ids are compared as they are kept: in small letters. */
export const Id = z.string().max(100).toLowerCase()
export const params = z.object({ id: Id })

const text = (least: number, most: number) => z.string().trim().min(least).max(most).refine(isText, NO_TEXT)
export const CommentText = text(1, 4000)

export const Status = z.enum(['draft', 'in_review', 'approved', 'published', 'retired'])
export const Reason = text(1, 1000)

export const PersonaBody = z.object({
  id: z.string(), name: z.string(), description: z.string(), named: z.object({ name: z.boolean(), description: z.boolean() }), status: Status, pinned: z.boolean(), version: z.int(),
  bornRunId: z.string(), runId: z.string(), inUse: z.object({ effectiveAt: z.date(), runId: z.string() }).nullable(), checks: z.array(Check).readonly(),
  facts: PersonaFacts, lineage: z.array(LineageEntry).readonly(), createdAt: z.date(), updatedAt: z.date(),
}).meta({ id: 'Persona' })

export const Wish = z.object({
  name: text(1, 120).optional(), description: text(0, 2000).optional(), pinned: z.boolean().optional(), version: z.int().optional(),
}).refine((wish) => wish.name !== undefined || wish.description !== undefined || wish.pinned !== undefined, 'says nothing to change').meta({ id: 'PersonaWish' })

/** May be left out altogether: then nothing is said. */
export const StepWish = z.object({
  reason: Reason.optional(), override: z.boolean().optional(), effectiveAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
}).nullish().meta({ id: 'PersonaStepWish' })

/** NaN is no JSON: a figure that could not be measured is null. */
const figure = z.number().nullable()
export const RunBody = z.object({
  id: z.string(), asOf: z.date(), featureRunId: z.string(), n: z.int(), k: z.int(),
  choice: Choice,
  settings: PersonaSettings, report: RunReport, value: ValueFit.nullable(), createdAt: z.date(), completedAt: z.date().nullable(),
}).meta({ id: 'PersonaRun' })

export const MemberBody = z.object({ customerId: z.string(), userId: z.string().nullable(), weight: z.number(), margin: z.number() }).meta({ id: 'PersonaMember' })
export const CommentBody = z.object({ id: z.string(), personaId: z.string(), at: z.date(), by: z.string(), text: z.string() }).meta({ id: 'PersonaComment' })
export const AlertBody = z.object({
  id: z.string(), runId: z.string(), personaId: z.string().nullable(), kind: z.enum(['dissolved', 'held', 'size_changed', 'features_moved', 'checks_failed']),
  detail: z.record(z.string(), z.unknown()), createdAt: z.date(), seenAt: z.date().nullable(), seenBy: z.string().nullable(),
}).meta({ id: 'PersonaAlert' })
export const SetBody = z.object({
  seq: z.int(), runId: z.string(), kind: z.enum(['published', 'retired', 'refreshed', 'adopted', 'merged', 'split', 'rolled_back']), actor: z.string(), reason: z.string().nullable(), createdAt: z.date(),
  entries: z.array(z.object({ personaId: z.string(), effectiveAt: z.date() })).readonly(),
}).meta({ id: 'PersonaSet' })

const Side = z.object({ id: z.string(), runId: z.string(), asOf: z.date() })
export const ComparisonBody = z.object({
  a: Side, b: Side,
  features: z.array(z.object({ column: z.string(), group: z.string(), label: Words, unit: z.string(), a: z.number(), b: z.number(), effect: figure, low: figure, high: figure })).readonly(),
}).meta({ id: 'PersonaComparison' })

const MigrationSide = z.object({ key: z.string(), personaId: z.string().nullable(), name: z.string().nullable(), people: z.int().nullable() })
export const MigrationBody = z.object({
  since: z.object({ runId: z.string(), asOf: z.date() }), now: z.object({ runId: z.string(), asOf: z.date() }),
  /** Personas, `undetermined`, and people who came (only before) or left (only after). `people` null: too few to be shown. */
  before: z.array(MigrationSide).readonly(), after: z.array(MigrationSide).readonly(),
  flows: z.array(z.object({ from: z.string(), to: z.string(), people: z.int() })).readonly(),
  /** Flows too small to be shown, or kept back so that those can't be worked out. */
  hidden: z.int(),
}).meta({ id: 'PersonaMigration' })

const Offered = { title: z.string(), share: z.number(), rest: z.number(), lift: figure }
export const OffersBody = z.object({
  recommender: z.object({ version: z.string(), items: z.array(z.object({ itemId: z.string(), ...Offered })).readonly() }).nullable(),
  offers: z.array(z.object({ offerId: z.string(), ...Offered })).readonly(),
}).meta({ id: 'PersonaOffers' })

const Weighed = z.object({ id: z.string(), name: z.string(), weight: z.number() })
export const ReasonBody = z.object({
  persona: Weighed.extend({ margin: z.number() }).nullable(), undetermined: z.enum(['between', 'far', 'unknown']).nullable(), held: z.boolean(), alternatives: z.array(Weighed).readonly(),
  because: z.array(z.object({ column: z.string(), label: Words, unit: z.string(), value: figure, here: figure, there: figure, pull: z.number() })).readonly(),
}).meta({ id: 'PersonaReason' })

/** What the answers hold, for the console, which takes nothing else from here. */
export type PersonaAnswer = z.infer<typeof PersonaBody>
export type PersonaRunAnswer = z.infer<typeof RunBody>
export type PersonaCommentAnswer = z.infer<typeof CommentBody>
export type PersonaAlertAnswer = z.infer<typeof AlertBody>
export type PersonaSetAnswer = z.infer<typeof SetBody>
export type PersonaComparisonAnswer = z.infer<typeof ComparisonBody>
export type PersonaMigrationAnswer = z.infer<typeof MigrationBody>
export type PersonaOffersAnswer = z.infer<typeof OffersBody>
export type PersonaReasonAnswer = z.infer<typeof ReasonBody>
export type PersonaSettingsAnswer = PersonaSettings
