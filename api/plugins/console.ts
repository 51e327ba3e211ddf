import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { problem } from '../problem.ts'

/** Scripts and styles from here only, none inline; nobody may frame the page, and it speaks to this API alone. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
].join('; ')

/** The marketer console at /console, from the folder that api/console/build.mjs wrote. Without it every path answers 503. */
export const consolePages: FastifyPluginAsync<{ readonly folder: string }> = async (app, { folder }) => {
  const page = path.join(folder, 'index.html')
  const built = existsSync(page)
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('content-security-policy', POLICY).header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
  })
  if (built) {
    await app.register(fastifyStatic, {
      root: path.join(folder, 'assets'), prefix: '/console/assets/', decorateReply: false, index: false, immutable: true, maxAge: '365d',
    })
  }
  // Every address inside the console is the same page: which view it shows is decided there.
  for (const url of ['/console', '/console/*']) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) => {
      if (!built) {
        return reply.code(503).type('application/problem+json; charset=utf-8')
          .send(JSON.stringify(problem(503, 'console_not_built', 'The console has not been built yet. Run: npm run build, then start again.')))
      }
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(await readFile(page))
    })
  }
}
