import type { onRequestAsyncHookHandler } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { readSignals } from '../../engine/consent/signals.ts'
import { DecideAnswer, DecideRequest } from '../../engine/decisions/request.ts'
import { Problem, problem } from '../problem.ts'
import type { FastRouteOptions } from '../routes.ts'
import { tokenBucket, type Rate } from '../tokenBucket.ts'

/** Of one publishable key from one address; a shop behind one address with many visitors stays below it. */
const PUBLISHABLE_RATE: Rate = { burst: 200, perSecond: 50 }

/** Lets a publishable key through at its rate; a secret key stands on the shop's own server. */
function limited(rate: Rate, now: () => Date): onRequestAsyncHookHandler {
  const limit = tokenBucket(rate)
  return async (request, reply) => {
    if (request.apiKey.kind !== 'publishable') return
    const wait = limit(`${request.apiKey.keyId} ${request.ip}`, now().getTime())
    if (wait === null) return
    await reply.code(429).header('retry-after', String(wait)).type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem(429, 'too_many_requests', `Too many requests with this key from one address: try again in ${wait} s.`)))
  }
}

export const decideRoutes: FastifyPluginAsyncZod<FastRouteOptions> = async (app, { decider, now, requireScope }) => {
  app.post('/v1/decide', {
    onRequest: [requireScope('decide', { outlast: true }), limited(PUBLISHABLE_RATE, now)],
    schema: {
      tags: ['decide'], summary: 'What to show this visitor, in these slots, now', body: DecideRequest,
      response: { 200: DecideAnswer, 400: Problem, 401: Problem, 403: Problem, 429: Problem },
    },
    // The answer is made here by type: to check it again would cost more than to make it.
    serializerCompiler: () => JSON.stringify,
  }, async (request, reply) => {
    // Added to what CORS has put there, which depends on the origin.
    void reply.header('cache-control', 'private, no-store').header('vary', [reply.getHeader('vary'), 'Sec-GPC'].flat().filter((name) => name !== undefined).join(', '))
    const signals = readSignals({ ...request.body.consent, secGpc: request.headers['sec-gpc'] })
    return decider.decide(request.body, { keyId: request.apiKey.keyId, kind: request.apiKey.kind, signals }, now())
  })
}
