import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Exposure, noteExposure } from '../../engine/decisions/exposures.ts'
import { Problem } from '../problem.ts'
import type { FastRouteOptions } from '../routes.ts'

const Noted = z.object({ accepted: z.int(), duplicates: z.int() })

export const exposureRoutes: FastifyPluginAsyncZod<FastRouteOptions> = async (app, { store, decider, now, requireScope }) => {
  app.post('/v1/exposures', {
    onRequest: requireScope('decide'),
    schema: { tags: ['decide'], summary: 'Items of a decision were seen', body: Exposure, response: { 200: Noted, 400: Problem, 401: Problem, 403: Problem, 404: Problem } },
  }, async (request) => noteExposure(store, decider.log, request.body, now()))
}
