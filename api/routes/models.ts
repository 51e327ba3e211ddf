import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hasScope } from '../../engine/access/keys.ts'
import { canaryShare, setCanaryShare } from '../../engine/recommender/canary.ts'
import { ModelCard, ModelSummary } from '../../engine/recommender/card.ts'
import { getModel, listModels, modelCard, stepsOf } from '../../engine/recommender/readModels.ts'
import { MODEL_STEPS } from '../../engine/recommender/registryLife.ts'
import { publishArtefact, rollBack, startCanary } from '../../engine/recommender/registrySteps.ts'
import { setTrainingSeconds, trainingSeconds } from '../../engine/recommender/trainingBudget.ts'
import { actorOf } from '../actor.ts'
import { listOf } from '../list.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['models']
const refusals = { 400: Problem, 401: Problem, 403: Problem, 503: Problem }
const missing = { ...refusals, 404: Problem }
const conflicts = { ...missing, 409: Problem }
const params = z.object({ id: z.string().max(100) })

const reason = z.string().trim().min(1).max(500).describe('Stands in the card and in the audit: no names of people')
const BY_HAND = 'by hand'
const Settings = z.object({ canaryShare: z.number().min(0).lt(1).describe('Share of visitors a new model that passed its gate is tried on; 0 publishes it at once'), trainingSeconds: z.number().min(1).max(3600).describe('What choosing and fitting a model may take, in planned seconds of two cores') }).meta({ id: 'ModelSettings' })
const ModelBody = ModelCard.extend({ steps: z.array(z.enum(MODEL_STEPS)).readonly().describe('What this key may do with it now') }).meta({ id: 'Model' })

export const modelRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('models:read', { secretOnly: true })
  const write = requireScope('models:write', { secretOnly: true })

  app.get('/v1/models', {
    onRequest: read, schema: { tags, summary: 'Every model that was trained, newest first', querystring: z.object({ cursor: z.string().max(100).optional() }), response: { 200: listOf(ModelSummary), ...refusals } },
  }, async (request) => listModels(store, request.query.cursor ?? null))

  app.get('/v1/models/settings', { onRequest: read, schema: { tags, response: { 200: Settings, ...refusals } } }, async () => settingsOf(store))

  app.patch('/v1/models/settings', {
    onRequest: write, schema: { tags, summary: 'How models trained from now on enter service', body: Settings.partial(), response: { 200: Settings, ...refusals } },
  }, async (request) => {
    const { canaryShare: share, trainingSeconds: seconds } = request.body
    if (share !== undefined) await setCanaryShare(store, share, actorOf(request), now())
    if (seconds !== undefined) await setTrainingSeconds(store, seconds, actorOf(request), now())
    return settingsOf(store)
  })

  app.get('/v1/models/:id', {
    onRequest: read, schema: { tags, summary: 'A model\'s card', description: 'With what became of its decisions, beside those of the other model in service. Figures of fewer than 20 people are null.', params, response: { 200: ModelBody, ...missing } },
  }, async (request) => {
    const { id } = request.params
    return { ...await modelCard(store, id, now()), steps: hasScope(request.apiKey, 'models:write') ? await stepsOf(store, id) : [] }
  })

  app.post('/v1/models/:id/publish', {
    onRequest: write, schema: { tags, summary: 'Let every visitor have it; the published one retires', params, body: z.object({ reason: reason.optional() }).nullish(), response: { 200: ModelSummary, ...conflicts } },
  }, async (request) => {
    await publishArtefact(store, request.params.id, { actor: actorOf(request), reason: request.body?.reason ?? BY_HAND }, now())
    return getModel(store, request.params.id)
  })

  app.post('/v1/models/:id/canary', {
    onRequest: write,
    schema: {
      tags, summary: 'Try it on a share of visitors beside the published one', description: 'A visitor gets the same of the two at every call. Asked again it changes the share; another canary ends.', params,
      body: z.object({ share: z.number().gt(0).lt(1), reason: reason.optional() }), response: { 200: ModelSummary, ...conflicts },
    },
  }, async (request) => {
    await startCanary(store, request.params.id, request.body.share, { actor: actorOf(request), reason: request.body.reason ?? BY_HAND }, now())
    return getModel(store, request.params.id)
  })

  app.post('/v1/models/:id/rollback', {
    onRequest: write,
    schema: { tags, summary: 'Take it out of service', description: 'In place of a published one the one before it is back within seconds; of a canary\'s visitors the published one\'s.', params, body: z.object({ reason }), response: { 200: ModelSummary, ...conflicts } },
  }, async (request) => {
    await rollBack(store, request.params.id, { actor: actorOf(request), reason: request.body.reason }, now())
    return getModel(store, request.params.id)
  })
}

async function settingsOf(store: RouteOptions['store']): Promise<ModelSettingsAnswer> {
  return { canaryShare: await canaryShare(store.sql), trainingSeconds: await trainingSeconds(store) }
}

/** What the answers hold, for the console, which takes nothing else from here. */
export type ModelAnswer = z.infer<typeof ModelBody>
export type ModelRow = z.infer<typeof ModelSummary>
export type ModelSettingsAnswer = z.infer<typeof Settings>
