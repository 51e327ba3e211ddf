import type { FastifyPluginAsync } from 'fastify'
import type { Decider } from '../engine/decisions/decider.ts'
import type { Replacer } from '../engine/personas/finding/replacer.ts'
import type { RequireScope } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { consentRoutes } from './routes/consents.ts'
import { customerRoutes } from './routes/customers.ts'
import { decideRoutes } from './routes/decide.ts'
import { exposureRoutes } from './routes/exposures.ts'
import { healthRoutes } from './routes/health.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { modelRoutes } from './routes/models.ts'
import { offerRoutes } from './routes/offers.ts'
import { personaNoteRoutes } from './routes/personas/notes.ts'
import { personaRoutes } from './routes/personas/personas.ts'
import { personaRunRoutes } from './routes/personas/runs.ts'
import { personaSetRoutes } from './routes/personas/sets.ts'
import { personaWhyRoutes } from './routes/personas/why.ts'
import { runRoutes } from './routes/runs.ts'
import { segmentRoutes } from './routes/segments.ts'

/** What every route plugin is given. */
export type RouteOptions = Deps & { readonly requireScope: RequireScope }

/** What the routes that answer shops' pages are given besides. */
export type FastRouteOptions = RouteOptions & { readonly decider: Decider; readonly secret: string; readonly replacer: Replacer }

/** Every route of the API: `fast` stands outside the heavier plugins, `careful` inside. */
export function routes(options: FastRouteOptions): { fast: FastifyPluginAsync; careful: FastifyPluginAsync } {
  return {
    fast: async (app) => {
      await app.register(decideRoutes, options)
      await app.register(exposureRoutes, options)
      await app.register(ingestRoutes, options)
    },
    careful: async (app) => {
      await app.register(healthRoutes, options)
      await app.register(catalogueRoutes, options)
      await app.register(consentRoutes, options)
      await app.register(segmentRoutes, options)
      await app.register(customerRoutes, options)
      await app.register(runRoutes, options)
      for (const plugin of [personaRoutes, personaNoteRoutes, personaRunRoutes, personaSetRoutes, personaWhyRoutes]) await app.register(plugin, options)
      await app.register(offerRoutes, options)
      await app.register(modelRoutes, options)
    },
  }
}
