import { afterAll, beforeAll, expect, it } from 'vitest'
import { findPerson } from '../customers/person.ts'
import type { StoredArtefact } from '../recommender/registry.ts'
import { modelCard } from '../recommender/readModels.ts'
import { verifyMembership, wasTrainedOn } from '../recommender/membership.ts'
import { keepSmallModel } from '../recommender/testing/smallModel.ts'
import { CUSTOMERS, fillSmallShop, NOW } from '../recommender/testing/smallShop.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { erasePerson } from './erasePerson.ts'
import { exportPerson } from './exportPerson.ts'

let store: Store
let models: StoredArtefact[]
const later = new Date(NOW.getTime() + 60_000)
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  models = [await keepSmallModel(store, 1, NOW), await keepSmallModel(store, 2, later)]
})
afterAll(() => store.close())

async function exported(userId: string): Promise<{ models: { id: string; version: string; status: string; purpose: string }[]; logic: { about: string }[] }> {
  let text = ''
  for await (const piece of await exportPerson(store, userId, later)) text += piece
  return JSON.parse(text)
}

it('an export names the models a person helped to train, and how', async () => {
  const { models: named, logic } = await exported('u5')
  expect(named).toMatchObject([{ id: models[0].artefactId, version: models[0].version, status: 'retired', purpose: 'train_ai_system' }, { id: models[1].artefactId, status: 'published' }])
  expect(logic.map(({ about }) => about)).toContain('models')
})

it('an erasure takes them out of every training set; the cards count them, the model stays, and others are found as before', async () => {
  const person = await findPerson(store, { userId: 'u5' })
  if (person === null) throw new Error('u5 is in the small shop')
  const { counts } = await erasePerson(store, 'u5', 'cli', later)
  expect(counts.artefacts).toBe(2)
  for (const { artefactId, sha256 } of models) {
    expect(await wasTrainedOn(store, artefactId, person)).toBe(false)
    expect(await modelCard(store, artefactId, later)).toMatchObject({ data: { people: CUSTOMERS, erased: 1 }, details: { sha256 } })
    expect((await verifyMembership(store, artefactId)).intact).toBe(true)
  }
  expect((await exported('u6')).models).toHaveLength(2)
})

it('somebody who is erased while a model is being trained is counted as erased from the start', async () => {
  const card = async (artefactId: string) => (await modelCard(store, artefactId, later)).data
  const { artefactId } = await keepSmallModel(store, 3, later, true, async () => { await erasePerson(store, 'u7', 'cli', later) })
  expect(await card(artefactId)).toMatchObject({ people: CUSTOMERS - 1, erased: 1 })
})

it('an erasure and a model that is being kept do not wait for each other for ever', async () => {
  const people = [11, 12, 13, 14, 15, 16]
  const [erased, kept] = await Promise.all([
    Promise.all(people.map((n) => erasePerson(store, `u${n}`, 'cli', later))),
    Promise.all([4, 5, 6].map((flavour) => keepSmallModel(store, flavour, later))),
  ])
  expect(erased).toHaveLength(people.length)
  for (const { artefactId } of kept) {
    const { data } = await modelCard(store, artefactId, later)
    const [{ n }] = await store.sql<{ n: number }[]>`select sum(length(hashes) / 8)::int as n from artefact_members where artefact_id = ${artefactId}`
    expect(n).toBe(Number(data.people) - data.erased)
    expect((await verifyMembership(store, artefactId)).intact).toBe(true)
  }
})
