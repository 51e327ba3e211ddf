import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { describePersona, movePersona } from '../../../engine/personas/life/changePersona.ts'
import { mergePersonas } from '../../../engine/personas/life/mergePersonas.ts'
import { splitPersona } from '../../../engine/personas/life/splitPersona.ts'
import { comparePersonas } from '../../../engine/personas/reading/comparePersonas.ts'
import { members, MOST_MEMBERS } from '../../../engine/personas/reading/members.ts'
import { getPersona, listPersonas } from '../../../engine/personas/reading/readPersonas.ts'
import { actorOf } from '../../actor.ts'
import { listOf } from '../../list.ts'
import type { RouteOptions } from '../../routes.ts'
import { ComparisonBody, conflicts, Id, MemberBody, missing, params, PersonaBody, Reason, refusals, Status, StepWish, tags, Wish } from './schemas.ts'

const STEPS = {
  submit: 'Hand a draft in for review',
  approve: 'Approve what was handed in: it has to pass its checks, or `override` says with a `reason` why not',
  reject: 'Send it back to draft',
  publish: 'Let decisions and segments go by it, from `effectiveAt` on; it has to be approved',
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
    onRequest: write, schema: { tags, summary: 'Give it a name or description, which later runs leave alone, or pin it, so that they keep it', params, body: Wish, response: { 200: PersonaBody, ...conflicts } },
  }, async (request) => {
    await describePersona(store, request.params.id, request.body, actorOf(request), now())
    return getPersona(store, request.params.id, now())
  })

  for (const [step, summary] of Object.entries(STEPS) as [keyof typeof STEPS, string][]) {
    app.post(`/v1/personas/:id/${step}`, { onRequest: write, schema: { tags, summary, params, body: StepWish, response: { 200: PersonaBody, ...conflicts } } }, async (request) => {
      await movePersona(store, request.params.id, step, actorOf(request), now(), request.body ?? {})
      return getPersona(store, request.params.id, now())
    })
  }

  app.post('/v1/personas/merge', {
    onRequest: write,
    schema: {
      tags, summary: 'Put personas into another, which keeps its id and name',
      body: z.object({ into: Id, from: z.array(Id).min(1).max(50), reason: Reason.optional() }), response: { 200: PersonaBody, ...conflicts },
    },
  }, async (request) => {
    await mergePersonas(store, request.body, actorOf(request), now())
    return getPersona(store, request.body.into, now())
  })

  app.post('/v1/personas/:id/split', {
    onRequest: write,
    schema: { tags, summary: 'Cut it in two: the larger part keeps id, name and status, the other is a new draft', params, body: z.object({ reason: Reason.optional() }).nullish(), response: { 200: listOf(PersonaBody), ...conflicts } },
  }, async (request) => {
    const { kept, cut } = await splitPersona(store, request.params.id, request.body?.reason, actorOf(request), now())
    return { data: await Promise.all([kept, cut].map((id) => getPersona(store, id, now()))), nextCursor: null }
  })

  app.get('/v1/personas/:id/members', {
    onRequest: read,
    schema: {
      tags, summary: 'People of a persona who allow profiling at this moment', description: 'A page may list fewer than `limit`, or nobody, and still have a next. A persona of fewer than 50 people is not handed on.', params,
      querystring: z.object({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(100) }), response: { 200: listOf(MemberBody), ...conflicts },
    },
  }, async (request, reply) => {
    void reply.header('cache-control', 'private, no-store')
    return members(store, request.params.id, request.query.cursor ?? null, request.query.limit, now())
  })

  app.get('/v1/personas/compare', {
    onRequest: read,
    schema: {
      tags, summary: 'Two personas beside each other, or one in two runs', querystring: z.object({ a: Id, b: Id, runA: Id.optional(), runB: Id.optional() }),
      response: { 200: ComparisonBody, ...conflicts },
    },
  }, async ({ query }) => comparePersonas(store, { id: query.a, runId: query.runA }, { id: query.b, runId: query.runB }, now()))
}
