import { z } from 'zod'

/** What training wrote down of the data it learned from; an artefact of an earlier release may lack any of it. */
export const CardFacts = z.object({
  seed: z.number(), bytes: z.number(), admitted: z.number(), items: z.number(), interactions: z.number(), fewestPerItem: z.number().nullable(),
  purpose: z.string(), policyVersion: z.string(), admittedAt: z.string(), engine: z.string().nullable(), node: z.string(),
}).partial()

const Status = z.enum(['candidate', 'canary', 'published', 'rejected', 'retired'])
const Note = z.object({ code: z.string(), text: z.string() })
const PeopleShare = z.object({ people: z.int(), share: z.number(), low: z.number(), high: z.number() }).nullable()
const Outcome = z.object({ version: z.string(), decisions: z.int(), personalised: z.int(), exposures: z.int(), people: z.int().nullable(), looked: PeopleShare, bought: PeopleShare })
const Named = z.object({ id: z.string(), version: z.string() })

/** A row of the registry. */
export const ModelSummary = z.object({
  id: z.string(), kind: z.string(), version: z.string(), status: Status, share: z.number().nullable().describe('Share of visitors it is tried on, while it is a canary'),
  createdAt: z.date(), publishedAt: z.date().nullable(), windowFrom: z.date().nullable(), windowTo: z.date().nullable(), people: z.int().nullable(),
  gate: z.object({ passed: z.boolean(), reason: z.string() }), readable: z.boolean().describe('Its bytes are kept, so that it can be served'),
}).meta({ id: 'ModelSummary' })
export type ModelSummary = z.infer<typeof ModelSummary>

/** A model's card, after Mitchell et al., "Model Cards for Model Reporting", FAT* 2019. */
export const ModelCard = ModelSummary.extend({
  schema: z.literal('lotse.model-card/1'),
  details: z.object({
    what: Note, runId: z.string(), sha256: z.string(), bytes: z.number().nullable(), seed: z.number().nullable(),
    engine: z.string().nullable().describe('What the arithmetic ran on'), node: z.string().nullable(),
  }),
  intendedUse: z.object({ uses: z.array(Note).readonly(), notFor: z.array(Note).readonly() }),
  data: z.object({
    from: z.date().nullable(), to: z.date().nullable(), admitted: z.number().nullable().describe('People who allowed it when the run began'),
    people: z.number().nullable().describe('Of these, people with interactions: those it learned from'), erased: z.number().describe('How many of them were erased since'),
    items: z.number().nullable(), interactions: z.number().nullable(), purpose: z.string().nullable(), legalBasis: Note, policyVersion: z.string().nullable(), admittedAt: z.string().nullable(),
  }),
  privacy: z.object({
    notes: z.array(Note).readonly(), membership: z.object({ root: z.string().nullable(), kept: z.boolean() }),
    leastPeoplePerGroup: z.int(), fewestPeoplePerItem: z.number().nullable(),
  }),
  settings: z.looseObject({}).describe('What was chosen, and by which trials'),
  metrics: z.looseObject({}).describe('On a part of the data it had not seen: means with 95 % intervals, and slices'),
  limits: z.array(Note).readonly(),
  lineage: z.object({
    previous: Named.nullable().describe('What a rollback brings back'),
    history: z.array(z.object({ at: z.date(), actor: z.string(), action: z.string(), reason: z.string().nullable(), share: z.number().nullable() })).readonly(),
  }),
  serving: z.object({ from: z.date(), to: z.date(), own: Outcome, beside: z.object({ id: z.string(), outcome: Outcome }).nullable() }).nullable().describe('What became of its decisions, beside those of the other model in service'),
}).meta({ id: 'ModelCard' })
export type ModelCard = z.infer<typeof ModelCard>
export type CardNote = z.infer<typeof Note>
