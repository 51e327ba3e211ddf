import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { adoptRun, rollBackPersonas } from '../../../engine/personas/life/rollBack.ts'
import { latestSet, listSets } from '../../../engine/personas/life/sets.ts'
import { changePersonaSettings, PersonaSettings, PersonaSettingsWish, readPersonaSettings } from '../../../engine/personas/settings.ts'
import { actorOf } from '../../actor.ts'
import { listOf } from '../../list.ts'
import type { RouteOptions } from '../../routes.ts'
import { conflicts, Id, Reason, refusals, SetBody, tags } from './schemas.ts'

/** What is in use, and how runs look for personas. */
export const personaSetRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('personas:read', { secretOnly: true })
  const write = requireScope('personas:write', { secretOnly: true })
  const inUseNow = async () => ({ data: [await latestSet(store.sql)].filter((set) => set !== null), nextCursor: null })

  app.get('/v1/persona-sets', { onRequest: read, schema: { tags, summary: 'What decisions and segments went by, newest first; the first is in use', response: { 200: listOf(SetBody), ...refusals } } },
    async () => ({ data: await listSets(store.sql), nextCursor: null }))

  app.post('/v1/persona-sets/rollback', {
    onRequest: write,
    schema: { tags, summary: 'Bring a former set back into use: the one before, or the one named', body: z.object({ to: z.int().min(1).optional(), reason: Reason }), response: { 200: listOf(SetBody), ...conflicts } },
  }, async (request) => {
    await rollBackPersonas(store, request.body, actorOf(request), now())
    return inUseNow()
  })

  app.post('/v1/persona-sets/adopt', {
    onRequest: write,
    schema: { tags, summary: 'Let a run’s members count, where a persona that dissolved kept an older run in use; it retires', body: z.object({ runId: Id, reason: Reason }), response: { 200: listOf(SetBody), ...conflicts } },
  }, async (request) => {
    await adoptRun(store, request.body, actorOf(request), now())
    return inUseNow()
  })

  app.get('/v1/personas/settings', { onRequest: read, schema: { tags, summary: 'How runs look for personas', response: { 200: PersonaSettings, ...refusals } } }, async () => readPersonaSettings(store))

  app.patch('/v1/personas/settings', { onRequest: write, schema: { tags, summary: 'Change what is named; the next run goes by it', body: PersonaSettingsWish, response: { 200: PersonaSettings, ...refusals } } },
    async (request) => changePersonaSettings(store, request.body, actorOf(request), now()))
}
