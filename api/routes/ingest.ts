import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { provenUserId } from '../../engine/decisions/customerToken.ts'
import { ingest } from '../../engine/events/ingest.ts'
import type { Replacer } from '../../engine/personas/finding/replacer.ts'
import { actorOf } from '../actor.ts'
import { keyOf } from '../authenticate.ts'
import { segmentBodies } from '../plugins/segmentBodies.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['events']

const envelope = { writeKey: z.string().max(200).nullish(), customerToken: z.string().max(4096).nullish() }
/** The messages themselves are checked one by one, so that a bad one never takes the others with it. */
const BatchBody = z.object({ ...envelope, batch: z.array(z.unknown()), sentAt: z.union([z.string(), z.number()]).nullish() })
  .meta({ id: 'EventBatch', description: 'A batch in the Segment format; what else stands beside these fields is ignored.' })
const MessageBody = z.looseObject(envelope).meta({ id: 'EventMessage', description: 'One message in the Segment format.' })
const querystring = z.object({ writeKey: z.string().max(200).optional() })

const Result = z.object({
  success: z.literal(true), accepted: z.int(), duplicates: z.int(),
  rejected: z.array(z.object({ index: z.int(), messageId: z.string().nullable(), code: z.string(), message: z.string() })).readonly(),
}).meta({ id: 'IngestResult', description: 'accepted + duplicates + rejected = messages; accepted means committed.' })

// SDKs throw a batch away at any 4xx but 408, 410 and 429, and take a 3xx for delivered: neither is ever answered for what stands in a message.
const response = { 200: Result, 400: Problem, 401: Problem, 403: Problem, 413: Problem, 415: Problem, 503: Problem }

/** The types of call, each with the path that Segment's browser library has for it. */
const CALLS = [['track', 't'], ['identify', 'i'], ['page', 'p'], ['screen', 's'], ['group', 'g'], ['alias', 'a']] as const

/** `replacer`: whose events came in is put in place again. */
export type IngestOptions = RouteOptions & { readonly secret: string; readonly replacer: Replacer }

export const ingestRoutes: FastifyPluginAsync<IngestOptions> = async (app, options) => {
  await app.register(async (scope) => {
    await scope.register(segmentBodies)
    await scope.register(calls, options)
  })
  // Segment's browser library asks for its settings before it sends anything.
  app.get<{ Params: { key: string } }>('/v1/projects/:key/settings', { schema: { hide: true } }, async (request) => ({
    integrations: { 'Segment.io': { apiKey: request.params.key, apiHost: `${request.host}/v1`, protocol: request.protocol } },
    plan: { track: { __default: { enabled: true, integrations: {} } }, identify: { __default: { enabled: true } }, group: { __default: { enabled: true } } },
  }))
}

const calls: FastifyPluginAsyncZod<IngestOptions> = async (app, { store, now, requireScope, secret, replacer }) => {
  const byHeader = requireScope('ingest')
  const byBody = requireScope('ingest', { keyFrom: writeKeyOf })
  // A key in the header is looked at before the body is read; without one the body may hold it.
  app.addHook('onRequest', async function (request, reply) { if (keyOf(request) !== null) await byHeader.call(this, request, reply) })
  app.addHook('preValidation', async function (request, reply) { if (keyOf(request) === null) await byBody.call(this, request, reply) })

  const take = async (request: FastifyRequest, messages: readonly unknown[], call: { sentAt?: string | number | null | undefined; customerToken?: string | null | undefined }) => {
    const { kind, keyId } = request.apiKey
    const receivedAt = now()
    const { customers, ...done } = await ingest(store, {
      messages, receivedAt, sentAt: call.sentAt ?? null, source: `key:${keyId}`, keyKind: kind, actor: actorOf(request), gpc: request.headers['sec-gpc'] === '1',
      customerToken: call.customerToken ?? undefined, userOf: (token) => provenUserId(token, secret, receivedAt),
    }, receivedAt)
    replacer.touch(customers)
    return { success: true as const, ...done }
  }

  for (const [url, hide] of [['/v1/batch', false], ['/v1/import', true], ['/v1/b', true]] as const) {
    app.post(url, { schema: { tags, hide, summary: 'Take a batch of events', body: BatchBody, querystring, response } }, async (request) => take(request, request.body.batch, request.body))
  }
  for (const [type, short] of CALLS) {
    for (const url of [`/v1/${type}`, `/v1/${short}`]) {
      app.post(url, { schema: { tags, hide: url !== `/v1/${type}`, summary: `Take one ${type} call`, body: MessageBody, querystring, response } }, async (request) => {
        const { customerToken, writeKey: _writeKey, ...message } = request.body
        return take(request, [{ ...message, type }], { customerToken })
      })
    }
  }
}

/** The key in the body's writeKey, or in the query for what can send no header (a beacon). */
function writeKeyOf(request: FastifyRequest): string | null {
  const body = request.body as { writeKey?: unknown } | null | undefined
  if (typeof body?.writeKey === 'string' && body.writeKey !== '') return body.writeKey
  const { writeKey } = request.query as { writeKey?: unknown }
  return typeof writeKey === 'string' && writeKey !== '' ? writeKey : null
}
