import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { OfferId } from '../../engine/catalogue/offer.ts'
import { offerPerformance } from '../../engine/experiments/offerPerformance.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const count = z.int().nullable()
const Performance = z.object({
  offerId: z.string(),
  /** Counts over fewer people than this are null. */
  fewest: z.int(),
  shown: count, shownPeople: count, accepted: count, acceptedPeople: count, coupon: z.string(), spent: z.number().nullable(),
  budget: z.object({ total: z.number(), currency: z.string(), remaining: z.number().nullable(), exhausted: z.boolean() }).nullable(),
  incremental: z.object({
    difference: z.number(), low: z.number(), high: z.number(), shownRate: z.number(), withheldRate: z.number(), shownPeople: z.int(), withheldPeople: z.int(), until: z.date(),
  }).nullable(),
  incrementalReason: z.enum(['measured', 'not_randomised', 'not_measured_yet', 'too_few']),
}).meta({ id: 'OfferPerformance' })

export const offerRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, requireScope }) => {
  app.get('/v1/offers/:id/performance', {
    onRequest: requireScope('segments:read', { secretOnly: true }),
    schema: {
      tags: ['catalogue'], summary: 'What an offer did: shown, accepted, spent, and what it added where lots were drawn', params: z.object({ id: OfferId }),
      response: { 200: Performance, 401: Problem, 403: Problem, 404: Problem, 503: Problem },
    },
  }, async (request) => offerPerformance(store, request.params.id))
}
