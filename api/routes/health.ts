import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const Live = z.object({ status: z.literal('ok') })
const Ready = z.object({ status: z.enum(['ready', 'unready']), database: z.boolean() })

/** The day this site's answer to Global Privacy Control last changed. */
const GPC_SINCE = '2026-11-22'

export const healthRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store }) => {
  app.get('/healthz', { schema: { tags: ['operation'], response: { 200: Live } } }, async () => ({ status: 'ok' as const }))

  app.get('/readyz', { schema: { tags: ['operation'], response: { 200: Ready, 503: Ready, 500: Problem } } }, async (_request, reply) => {
    const database = await store.sql`select 1`.then(() => true, () => false)
    return reply.code(database ? 200 : 503).send({ status: database ? 'ready' as const : 'unready' as const, database })
  })

  app.get('/.well-known/gpc.json', { schema: { tags: ['consent'], response: { 200: z.object({ gpc: z.literal(true), lastUpdate: z.string() }) } } },
    async () => ({ gpc: true as const, lastUpdate: GPC_SINCE }))
}
