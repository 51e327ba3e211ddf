import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readMigration } from '../../../engine/personas/reading/migration.ts'
import { getPersonaRun, personaRuns } from '../../../engine/personas/reading/readRuns.ts'
import { listOf } from '../../list.ts'
import type { RouteOptions } from '../../routes.ts'
import { conflicts, Id, MigrationBody, missing, params, refusals, RunBody, tags } from './schemas.ts'

/** Runs that looked for personas, and what moved between them. */
export const personaRunRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('personas:read', { secretOnly: true })

  app.get('/v1/persona-runs', {
    onRequest: read, schema: { tags, summary: 'Runs that looked for personas, newest first', querystring: z.object({ cursor: Id.optional() }), response: { 200: listOf(RunBody), ...refusals } },
  }, async (request) => personaRuns(store, request.query.cursor ?? null))

  app.get('/v1/persona-runs/:id', { onRequest: read, schema: { tags, summary: 'A run with the table behind its number of personas', params, response: { 200: RunBody, ...missing } } }, async (request) => getPersonaRun(store, request.params.id))

  app.get('/v1/persona-runs/:id/migration', {
    onRequest: read,
    schema: { tags, summary: 'Who went from which persona to which since an earlier run (the one before unless `since` names another)', params, querystring: z.object({ since: Id.optional() }), response: { 200: MigrationBody, ...conflicts } },
  }, async (request) => readMigration(store, request.params.id, request.query.since, now()))
}
