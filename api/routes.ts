import type { FastifyPluginAsync } from 'fastify'
import type { RequireScope } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { healthRoutes } from './routes/health.ts'
import { runRoutes } from './routes/runs.ts'

/** What every route plugin is given. */
export type RouteOptions = Deps & { readonly requireScope: RequireScope }

/** Every route of the API: `fast` stands outside the heavier plugins, `careful` inside. */
export function routes(options: RouteOptions): { fast: FastifyPluginAsync; careful: FastifyPluginAsync } {
  return {
    fast: async () => {},
    careful: async (app) => {
      await app.register(healthRoutes, options)
      await app.register(catalogueRoutes, options)
      await app.register(runRoutes, options)
    },
  }
}
