import Fastify, { LogController, type FastifyInstance } from 'fastify'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { tokenSecret } from '../engine/decisions/customerToken.ts'
import { createDecider } from '../engine/decisions/decider.ts'
import { createReplacer } from '../engine/personas/finding/replacer.ts'
import { wordsOf } from '../engine/recommender/modelHolder.ts'
import { authenticator } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { answerProblem, problem } from './problem.ts'
import { consolePages } from './plugins/console.ts'
import { documentation } from './plugins/documentation.ts'
import { metrics } from './plugins/metrics.ts'
import { routes } from './routes.ts'

export type ServerOptions = Deps & {
  readonly logLevel?: string
  /** LOTSE_SECRET: proves user ids to publishable keys; without it the installation's own does. */
  readonly secret?: string | null
  /** Where api/console/build.mjs wrote the console. Left out: no /console. */
  readonly consoleFolder?: string
}

/** Nothing of a request's body, query values or identifiers goes into a log line: the route's pattern, not its URL, is logged. */
const serializers = {
  req: (request: { method: string; routeOptions?: { url?: string } }) => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
}

/** A batch of events, decompressed, and every other body. */
const BODY_LIMIT = 4 * 1024 * 1024

/** The API with every route, ready to listen or to inject into. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logLevel === undefined || options.logLevel === 'silent' ? false : { level: options.logLevel, serializers },
    logController: new LogController({ disableRequestLogging: true }), bodyLimit: BODY_LIMIT, trustProxy: false, routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerProblem)
  app.setNotFoundHandler((request, reply) => reply.code(404).type('application/problem+json')
    .send(problem(404, 'not_found', `There is no ${request.method} on this path. See /docs.`)))
  app.decorateRequest('apiKey')
  // Shops' pages call from their own origin with a publishable key and no cookies, so any origin may.
  await app.register(cors, { origin: true, allowedHeaders: ['Authorization', 'Content-Type', 'AnonymousId', 'X-Retry-Count', 'Idempotency-Key'], maxAge: 900 })
  await app.register(metrics)
  await app.register(documentation)
  const requireScope = authenticator(options.store, options.now)
  const secret = await tokenSecret(options.store, options.secret ?? null)
  const replacer = createReplacer(options.store, { clock: options.now, complain: (error) => app.log.warn(`people not put in place again (${wordsOf(error)}); the next run does`) })
  app.addHook('onClose', () => replacer.close())
  const decider = await createDecider(options.store, { secret, onIngested: replacer.touch, log: { info: (words) => app.log.info(words), warn: (words) => app.log.warn(words) } })
  app.addHook('onClose', () => decider.close())
  const { fast, careful } = routes({ ...options, requireScope, decider, secret, replacer })
  // The decide path stands apart from the plugins that would cost it half its throughput.
  await app.register(fast)
  await app.register(async (scope) => {
    await scope.register(helmet, {
      contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], objectSrc: ["'none'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
      strictTransportSecurity: false,
    })
    await scope.register(careful)
    if (options.consoleFolder !== undefined) await scope.register(consolePages, { folder: options.consoleFolder })
  })
  return app
}
