import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LotseError } from '../../engine/errors.ts'
import { getRun, listRuns, RunnableJob, type Run } from '../../engine/jobs/runs.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const RunBody = z.object({
  runId: z.string(), job: RunnableJob, status: z.enum(['queued', 'running', 'succeeded', 'failed']), asOf: z.string(), seed: z.number().int(), attempts: z.number().int(),
  createdAt: z.string(), startedAt: z.string().nullable(), finishedAt: z.string().nullable(), error: z.string().nullable(),
  jobs: z.array(z.looseObject({ job: z.string(), status: z.string(), seconds: z.number() })),
}).meta({ id: 'Run' })

function toBody(run: Run): z.infer<typeof RunBody> {
  return {
    runId: run.runId, job: run.job, status: run.status, asOf: run.asOf.toISOString(), seed: run.seed, attempts: run.attempts, createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null, finishedAt: run.finishedAt?.toISOString() ?? null, error: run.error,
    jobs: run.steps.map(({ job, status, seconds, summary }) => ({ ...summary, job, status, seconds })),
  }
}

export const runRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, queue, requireScope }) => {
  app.post('/v1/runs', {
    onRequest: requireScope('admin'),
    schema: { tags: ['runs'], body: z.object({ job: RunnableJob, asOf: z.iso.datetime({ offset: true }).optional() }), response: { 202: RunBody, 400: Problem, 401: Problem, 403: Problem, 503: Problem } },
  }, async (request, reply) => {
    if (queue === undefined) throw new LotseError('unavailable', 'queue_unavailable', 'This server has no queue: start it with lotse serve.')
    const { job, asOf } = request.body
    const run = await queue.request({ job, ...(asOf === undefined ? {} : { asOf: new Date(asOf) }) }, `key:${request.apiKey.keyId}`, now())
    return reply.code(202).header('location', `/v1/runs/${run.runId}`).send(toBody(run))
  })

  app.get('/v1/runs', {
    onRequest: requireScope('personas:read'),
    schema: { tags: ['runs'], querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().optional() }), response: { 200: z.object({ data: z.array(RunBody), nextCursor: z.string().nullable() }), 400: Problem, 401: Problem, 403: Problem } },
  }, async (request) => {
    const { limit, cursor } = request.query
    const runs = await listRuns(store, limit, cursor ?? null)
    return { data: runs.map(toBody), nextCursor: runs.length === limit ? runs[runs.length - 1].runId : null }
  })

  app.get('/v1/runs/:id', {
    onRequest: requireScope('personas:read'),
    schema: { tags: ['runs'], params: z.object({ id: z.string() }), response: { 200: RunBody, 401: Problem, 403: Problem, 404: Problem } },
  }, async (request) => toBody(await getRun(store, request.params.id)))
}
