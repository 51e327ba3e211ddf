import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { listAlerts, markAlertSeen } from '../../../engine/personas/life/alerts.ts'
import { addComment, deleteComment, listComments } from '../../../engine/personas/life/comments.ts'
import { actorOf } from '../../actor.ts'
import { listOf } from '../../list.ts'
import type { RouteOptions } from '../../routes.ts'
import { AlertBody, CommentBody, CommentText, Id, missing, params, refusals, tags } from './schemas.ts'

/** What people say about personas, and what runs saw that people should look at. */
export const personaNoteRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('personas:read', { secretOnly: true })
  const write = requireScope('personas:write', { secretOnly: true })

  app.get('/v1/personas/:id/comments', { onRequest: read, schema: { tags, params, response: { 200: listOf(CommentBody), ...missing } } },
    async (request) => ({ data: await listComments(store, request.params.id), nextCursor: null }))

  app.post('/v1/personas/:id/comments', {
    onRequest: write, schema: { tags, summary: 'Say something about it, for whoever reviews it', params, body: z.object({ text: CommentText }), response: { 200: CommentBody, ...missing } },
  }, async (request) => addComment(store, request.params.id, request.body.text, actorOf(request), now()))

  app.delete('/v1/personas/:id/comments/:commentId', {
    onRequest: write, schema: { tags, summary: 'Take a comment back', params: z.object({ id: Id, commentId: Id }), response: { 200: listOf(CommentBody), ...missing } },
  }, async (request) => {
    await deleteComment(store, request.params.id, request.params.commentId, actorOf(request), now())
    return { data: await listComments(store, request.params.id), nextCursor: null }
  })

  app.get('/v1/persona-alerts', {
    onRequest: read, schema: { tags, summary: 'What runs saw that nobody has looked at yet, newest first', querystring: z.object({ all: z.stringbool().default(false) }), response: { 200: listOf(AlertBody), ...refusals } },
  }, async (request) => ({ data: await listAlerts(store, request.query.all), nextCursor: null }))

  app.post('/v1/persona-alerts/:id/seen', { onRequest: write, schema: { tags, params, response: { 200: AlertBody, ...missing } } },
    async (request) => markAlertSeen(store, request.params.id, actorOf(request), now()))
}
