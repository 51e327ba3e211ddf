import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { personaOffers } from '../../../engine/decisions/personaOffers.ts'
import { whyPersona } from '../../../engine/personas/reading/whyPersona.ts'
import type { FastRouteOptions } from '../../routes.ts'
import { isText, NO_TEXT } from '../../../engine/personas/text.ts'
import { conflicts, missing, OffersBody, params, ReasonBody, tags } from './schemas.ts'

/** Why somebody is in a persona, and what to offer it. */
export const personaWhyRoutes: FastifyPluginAsyncZod<FastRouteOptions> = async (app, { store, now, requireScope, decider }) => {
  app.get('/v1/personas/:id/offers', {
    onRequest: requireScope('personas:read', { secretOnly: true }),
    schema: { tags, summary: 'What to offer a persona: items by the recommender in use, incentives by who took them', params, response: { 200: OffersBody, ...missing } },
  }, async (request) => personaOffers(store, decider.shelf(), request.params.id, now()))

  app.get('/v1/customers/:userId/persona', {
    onRequest: requireScope('customers:read', { secretOnly: true }),
    schema: { tags, summary: 'Why a customer is in a persona, with the nearest alternatives; only while they allow a profile', params: z.object({ userId: z.string().max(300).refine(isText, NO_TEXT) }), response: { 200: ReasonBody, ...conflicts } },
  }, async (request, reply) => {
    void reply.header('cache-control', 'private, no-store')
    return whyPersona(store, request.params.userId, now())
  })
}
