import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerConsents, objectTo, withdrawConsent } from '../../engine/consent/change.ts'
import type { Person } from '../../engine/consent/permit.ts'
import { PURPOSES } from '../../engine/consent/purposes.ts'
import { stateOf, type PurposeState } from '../../engine/consent/state.ts'
import { namedPerson } from '../../engine/customers/namedPerson.ts'
import { findPerson } from '../../engine/customers/person.ts'
import { LotseError } from '../../engine/errors.ts'
import type { Store } from '../../engine/store/connect.ts'
import { actorOf } from '../actor.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['consent']
const refusals = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 503: Problem }
const params = z.object({ userId: z.string().min(1).max(200) })

const Notice = z.object({ id: z.string().min(1).max(200), version: z.string().min(1).max(100), language: z.string().min(2).max(35) })
const State = z.object({
  allowed: z.boolean(), status: z.enum(['default', 'granted', 'denied', 'withdrawn', 'objected', 'expired']),
  recordId: z.string().nullable(), recordedAt: z.date().nullable(), expiresAt: z.date().nullable(), notice: Notice.nullable(),
})
const Consents = z.object({ userId: z.string(), purposes: z.record(z.enum(PURPOSES), State) }).meta({ id: 'Consents', description: 'Every purpose with what holds for it now.' })
const Answers = z.object({
  purposes: z.record(z.string().max(100), z.boolean()).meta({ description: `Keys: ${PURPOSES.join(', ')}` }),
  notice: Notice.optional().meta({ description: 'The text that was shown' }),
  method: z.string().min(1).max(50).optional(), source: z.string().min(1).max(200).optional(), expiresAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
})
const Objection = z.object({ purposes: z.array(z.string().max(100)).min(1).max(PURPOSES.length).optional() })

export const consentRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('customers:read')
  const write = requireScope('ingest', { secretOnly: true })

  app.get('/v1/customers/:userId/consents', { onRequest: read, schema: { tags, summary: 'Where a customer stands on every purpose', params, response: { 200: Consents, ...refusals } } },
    async ({ params: { userId } }) => answer(userId, await stateOf(store, await known(store, userId), now())))

  app.put('/v1/customers/:userId/consents', { onRequest: write, schema: { tags, summary: 'Record a customer\'s answers; a new user id makes the customer', params, body: Answers, response: { 200: Consents, ...refusals } } },
    async (request) => {
      const { userId } = request.params
      return answer(userId, await answerConsents(store, await namedPerson(store, userId, now()), request.body, actorOf(request), now()))
    })

  app.delete('/v1/customers/:userId/consents/:purpose', { onRequest: write, schema: { tags, summary: 'Withdraw one consent', params: params.extend({ purpose: z.string().max(100) }), response: { 200: Consents, ...refusals } } },
    async (request) => {
      const { userId, purpose } = request.params
      return answer(userId, await withdrawConsent(store, await known(store, userId), purpose, actorOf(request), now()))
    })

  app.post('/v1/customers/:userId/objection', { onRequest: write, schema: { tags, summary: 'Object to direct marketing, or to the purposes named', params, body: Objection.nullish(), response: { 200: Consents, ...refusals } } },
    async (request) => {
      const { userId } = request.params
      return answer(userId, await objectTo(store, await namedPerson(store, userId, now()), request.body?.purposes, actorOf(request), now()))
    })
}

async function known(store: Store, userId: string): Promise<Person> {
  const person = await findPerson(store, { userId })
  if (person === null) throw new LotseError('missing', 'customer_unknown', 'There is no customer with this user id.')
  return person
}

function answer(userId: string, states: readonly PurposeState[]): z.input<typeof Consents> {
  return { userId, purposes: Object.fromEntries(states.map(({ purpose, ...state }) => [purpose, state])) as z.input<typeof Consents>['purposes'] }
}
