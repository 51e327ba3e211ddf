import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Item, ItemChange, ItemId } from '../../engine/catalogue/item.ts'
import { getItem, patchItem } from '../../engine/catalogue/items.ts'
import { OfferId, OfferInput } from '../../engine/catalogue/offer.ts'
import { listOffers, putOffer } from '../../engine/catalogue/offers.ts'
import { putItems } from '../../engine/catalogue/putItems.ts'
import { loadSlots, putSlot, SlotId, SlotInput } from '../../engine/catalogue/slots.ts'
import { loadStores, putStore, ShopStore, StoreId } from '../../engine/catalogue/stores.ts'
import { actorOf } from '../actor.ts'
import { listOf } from '../list.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const refusals = { 400: Problem, 401: Problem, 403: Problem, 503: Problem }
const tags = ['catalogue']
const MOST_ROWS = 10_000

const ItemResult = z.union([
  z.object({ index: z.int(), id: z.string(), status: z.enum(['created', 'updated', 'unchanged', 'superseded']) }),
  z.object({ index: z.int(), id: z.string().nullable(), status: z.literal('rejected'), errors: z.array(z.object({ path: z.string(), message: z.string() })).readonly() }),
])
const StoredItem = z.object({
  id: z.string(), title: z.string(), categories: z.array(z.string()).readonly(), price: z.number().nullable(), currency: z.string().nullable(), margin: z.number().nullable(),
  stock: z.int().nullable(), active: z.boolean(), attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).readonly(), createdAt: z.date(), updatedAt: z.date(),
})
const stored = { id: z.string(), updatedAt: z.date() }
const Offer = z.object({ ...OfferInput.shape, ...stored, validFrom: z.date().nullable(), validUntil: z.date().nullable() })
const Slot = z.object({ ...SlotInput.shape, slot: z.string(), updatedAt: z.date() })
const Store = z.object({ ...ShopStore.shape, id: z.string() })

/** A row is checked by the engine, one by one; here it only says what it should look like. */
const { $schema: _dialect, ...itemShape } = z.toJSONSchema(Item, { io: 'input' })
const Row = z.unknown().meta({ title: 'Item', ...itemShape })

export const catalogueRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const onRequest = requireScope('catalogue:write', { secretOnly: true })

  app.put('/v1/items', {
    onRequest, schema: { tags, summary: 'Create or replace items, whole; a result a row', body: z.array(Row).max(MOST_ROWS), response: { 200: z.object({ results: z.array(ItemResult), created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }), ...refusals, 413: Problem } },
  }, async (request) => {
    const results = await putItems(store, request.body, now())
    const count = (status: string) => results.filter((result) => result.status === status).length
    return { results, created: count('created'), updated: count('updated'), unchanged: count('unchanged'), rejected: count('rejected') }
  })

  app.patch('/v1/items/:id', {
    onRequest, schema: { tags, summary: 'Change some fields of an item', params: z.object({ id: ItemId }), body: ItemChange, response: { 200: StoredItem, 404: Problem, ...refusals } },
  }, async (request) => patchItem(store, request.params.id, request.body, now()))

  app.get('/v1/items/:id', {
    onRequest, schema: { tags, params: z.object({ id: ItemId }), response: { 200: StoredItem, 404: Problem, ...refusals } },
  }, async (request) => getItem(store, request.params.id))

  app.put('/v1/offers/:id', {
    onRequest, schema: { tags, summary: 'Create or replace an offer', params: z.object({ id: OfferId }), body: OfferInput, response: { 200: Offer, ...refusals } },
  }, async (request) => putOffer(store, request.params.id, request.body, actorOf(request), now()))

  app.get('/v1/offers', { onRequest, schema: { tags, response: { 200: listOf(Offer), ...refusals } } }, async () => ({ data: await listOffers(store), nextCursor: null }))

  app.put('/v1/slots/:slot', {
    onRequest, schema: { tags, summary: 'Create or replace a slot', params: z.object({ slot: SlotId }), body: SlotInput, response: { 200: Slot, ...refusals } },
  }, async (request) => putSlot(store, request.params.slot, request.body, actorOf(request), now()))

  app.get('/v1/slots', { onRequest, schema: { tags, response: { 200: listOf(Slot), ...refusals } } }, async () => ({ data: await loadSlots(store), nextCursor: null }))

  app.put('/v1/stores/:id', {
    onRequest, schema: { tags, summary: 'Create or replace a physical shop', params: z.object({ id: StoreId }), body: ShopStore, response: { 200: Store, ...refusals } },
  }, async (request) => putStore(store, request.params.id, request.body, actorOf(request), now()))

  app.get('/v1/stores', { onRequest, schema: { tags, response: { 200: listOf(Store), ...refusals } } }, async () => ({ data: await loadStores(store), nextCursor: null }))
}
