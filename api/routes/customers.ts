import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { customerSummary } from '../../engine/exports/customerSummary.ts'
import { erasePerson } from '../../engine/exports/erasePerson.ts'
import { exportPerson } from '../../engine/exports/exportPerson.ts'
import { actorOf } from '../actor.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['customers']
const params = z.object({ userId: z.string().min(1).max(200) })
const refusals = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 503: Problem }

const Summary = z.object({
  userId: z.string(), customerId: z.string(), createdAt: z.date(),
  identifiers: z.array(z.object({ kind: z.string(), values: z.int() })).readonly(),
  traits: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).readonly(),
  place: z.object({ country: z.string().nullable(), region: z.string().nullable(), city: z.string().nullable() }),
  consents: z.array(z.object({ purpose: z.string(), allowed: z.boolean(), reason: z.string(), recordId: z.string().nullable() })).readonly(),
  persona: z.object({ id: z.string(), name: z.string(), weight: z.number() }).nullable(),
  segments: z.array(z.string()).readonly(),
  counts: z.object({ events: z.int(), orders: z.int(), decisions: z.int(), handOvers: z.int() }),
  firstSeen: z.date().nullable(), lastSeen: z.date().nullable(),
}).meta({ id: 'Customer' })

const Recipient = z.object({ exportId: z.string(), at: z.date(), segment: z.string(), keyId: z.string(), keyName: z.string().nullable(), fields: z.array(z.string()).readonly(), format: z.string() })
const Receipt = z.object({
  receiptId: z.string(), erasedAt: z.date(), counts: z.record(z.string(), z.int()), tombstones: z.int(), recipients: z.array(Recipient).readonly(), hash: z.string(),
}).meta({ id: 'ErasureReceipt', description: 'Proof of an erasure without anything of the person. Tell the recipients to delete them too (GDPR Art. 19).' })

export const customerRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('customers:read', { secretOnly: true })

  app.get('/v1/customers/:userId', { onRequest: read, schema: { tags, params, response: { 200: Summary, ...refusals } } }, async (request, reply) => {
    void reply.header('cache-control', 'private, no-store')
    return customerSummary(store, request.params.userId, now())
  })

  app.get('/v1/customers/:userId/export', {
    onRequest: read,
    schema: {
      tags, params, summary: 'Everything kept about a person, as they may ask for it', description: 'One JSON object: identifiers, traits, consents, events, features, personas, segments, decisions, who received it, and the logic in words (GDPR Art. 15, 20).',
      response: { 200: z.custom<Readable>().meta({ type: 'object', properties: { schema: { type: 'string' } } }), ...refusals },
    },
  }, async (request, reply) => {
    const pieces = await exportPerson(store, request.params.userId, now())
    return reply.headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="export.json"' }).send(Readable.from(pieces))
  })

  app.delete('/v1/customers/:userId', {
    onRequest: requireScope('customers:erase', { secretOnly: true }),
    schema: { tags, params, summary: 'Erase a person, with a receipt', response: { 200: Receipt, ...refusals } },
  }, async (request) => erasePerson(store, request.params.userId, actorOf(request), now()))
}
