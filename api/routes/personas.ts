import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { describePersona, movePersona } from '../../engine/personas/life/changePersona.ts'
import { PersonaFacts } from '../../engine/personas/meaning/facts.ts'
import { LineageEntry } from '../../engine/personas/life/lineage.ts'
import { members, MOST_MEMBERS } from '../../engine/personas/reading/members.ts'
import { mergePersonas } from '../../engine/personas/life/mergePersonas.ts'
import { getPersona, listPersonas } from '../../engine/personas/reading/readPersonas.ts'
import { getPersonaRun, personaRuns } from '../../engine/personas/reading/readRuns.ts'
import { actorOf } from '../actor.ts'
import { listOf } from '../list.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['personas']
const refusals = { 400: Problem, 401: Problem, 403: Problem, 503: Problem }
const missing = { ...refusals, 404: Problem }
const conflicts = { ...missing, 409: Problem }
const params = z.object({ id: z.string().max(100) })

const Status = z.enum(['draft', 'in_review', 'approved', 'published', 'retired'])
const PersonaBody = z.object({
  id: z.string(), name: z.string(), description: z.string(), named: z.object({ name: z.boolean(), description: z.boolean() }), status: Status, version: z.int(),
  bornRunId: z.string(), runId: z.string(), facts: PersonaFacts, lineage: z.array(LineageEntry).readonly(), createdAt: z.date(), updatedAt: z.date(),
}).meta({ id: 'Persona' })
const Wish = z.object({
  name: z.string().trim().min(1).max(120).optional(), description: z.string().trim().max(2000).optional(), version: z.int().optional(),
}).refine((wish) => wish.name !== undefined || wish.description !== undefined, 'says nothing to change').meta({ id: 'PersonaWish' })

/** NaN is no JSON: a figure that could not be measured is null. */
const figure = z.number().nullable()
const KRow = z.object({ k: z.int(), inertia: z.number(), silhouette: figure, stability: figure, weakest: figure, agreement: figure, smallestShare: z.number(), largeEnough: z.boolean() })
const RunBody = z.object({
  id: z.string(), asOf: z.date(), featureRunId: z.string(), n: z.int(), k: z.int(),
  choice: z.object({ k: z.int(), reason: z.string(), table: z.array(KRow).readonly(), rowsUsed: z.int(), shapedBy: z.int().optional() }), createdAt: z.date(), completedAt: z.date().nullable(),
}).meta({ id: 'PersonaRun' })
const MemberBody = z.object({ customerId: z.string(), userId: z.string().nullable(), weight: z.number(), margin: z.number() }).meta({ id: 'PersonaMember' })

const STEPS = {
  submit: 'Hand a draft in for review',
  approve: 'Approve what was handed in',
  reject: 'Send it back to draft',
  publish: 'Let decisions and segments go by it; it has to be approved',
  retire: 'End it',
} as const

export const personaRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('personas:read', { secretOnly: true })
  const write = requireScope('personas:write', { secretOnly: true })

  app.get('/v1/personas', {
    onRequest: read, schema: { tags, summary: 'Personas, largest first; all but the retired unless a status is asked for', querystring: z.object({ status: Status.optional() }), response: { 200: listOf(PersonaBody), ...refusals } },
  }, async (request) => ({ data: await listPersonas(store, now(), request.query.status ?? null), nextCursor: null }))

  app.get('/v1/personas/:id', { onRequest: read, schema: { tags, params, response: { 200: PersonaBody, ...missing } } }, async (request) => getPersona(store, request.params.id, now()))

  app.patch('/v1/personas/:id', {
    onRequest: write, schema: { tags, summary: 'Give it a name or description, which later runs leave alone', params, body: Wish, response: { 200: PersonaBody, ...conflicts } },
  }, async (request) => {
    await describePersona(store, request.params.id, request.body, actorOf(request), now())
    return getPersona(store, request.params.id, now())
  })

  for (const [step, summary] of Object.entries(STEPS) as [keyof typeof STEPS, string][]) {
    app.post(`/v1/personas/:id/${step}`, { onRequest: write, schema: { tags, summary, params, response: { 200: PersonaBody, ...conflicts } } }, async (request) => {
      await movePersona(store, request.params.id, step, actorOf(request), now())
      return getPersona(store, request.params.id, now())
    })
  }

  app.post('/v1/personas/merge', {
    onRequest: write,
    schema: { tags, summary: 'Put personas into another, which keeps its id and name', body: z.object({ into: z.string().max(100), from: z.array(z.string().max(100)).min(1).max(50) }), response: { 200: PersonaBody, ...conflicts } },
  }, async (request) => {
    await mergePersonas(store, request.body, actorOf(request), now())
    return getPersona(store, request.body.into, now())
  })

  app.get('/v1/personas/:id/members', {
    onRequest: read,
    schema: {
      tags, summary: 'People of a persona who allow profiling at this moment', description: 'A page may list fewer than `limit`, or nobody, and still have a next.', params,
      querystring: z.object({ cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(100) }), response: { 200: listOf(MemberBody), ...missing },
    },
  }, async (request, reply) => {
    void reply.header('cache-control', 'private, no-store')
    return members(store, request.params.id, request.query.cursor ?? null, request.query.limit, now())
  })

  app.get('/v1/persona-runs', {
    onRequest: read, schema: { tags, summary: 'Runs that looked for personas, newest first', querystring: z.object({ cursor: z.string().max(100).optional() }), response: { 200: listOf(RunBody), ...refusals } },
  }, async (request) => personaRuns(store, request.query.cursor ?? null))

  app.get('/v1/persona-runs/:id', { onRequest: read, schema: { tags, summary: 'A run with the table behind its number of personas', params, response: { 200: RunBody, ...missing } } }, async (request) => getPersonaRun(store, request.params.id))
}

/** What the answers hold, for the console, which takes nothing else from here. */
export type PersonaAnswer = z.infer<typeof PersonaBody>
export type PersonaRunAnswer = z.infer<typeof RunBody>
