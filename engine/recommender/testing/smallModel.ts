import { fromItemRows } from '../../../models/itemLists.ts'
import { derive } from '../../../models/rng.ts'
import { encodeRecommender } from '../model.ts'
import { STARTS } from '../partQuestions.ts'
import { START_READINGS } from '../recipe.ts'
import type { Store } from '../../store/connect.ts'
import type { CustomerId } from '../../ids.ts'
import { keepArtefact, type StoredArtefact } from '../registry.ts'
import { admitAll, ITEMS, NOW } from './smallShop.ts'

/** A recommender over the small shop's items with lists drawn at random: of another flavour, another model. */
export function smallModel(flavour: number): Uint8Array {
  const rng = derive('small model', String(flavour))
  const itemIds = Array.from({ length: ITEMS }, (_, at) => `i${at + 1}`).sort()
  const rows = [...itemIds.map((_, item) => ({ neighbours: [(item + 1 + flavour) % ITEMS].filter((one) => one !== item), weights: [0.5 + rng() / 2] })), { neighbours: [0], weights: [1] }]
  return encodeRecommender({
    itemIds, asOf: NOW.getTime(), personaIds: [], placeKeys: [], ranker: null,
    recipe: { readings: START_READINGS, parts: [{ settings: STARTS.cooccurrence, weight: 1 }], context: { everybody: 1, persona: 0, place: 0, halfLifeDays: null, exponent: 0.5, growth: 0 }, bought: 'keep', projection: null },
    served: { lists: fromItemRows(rows.map((row) => ({ ...row, weights: row.weights.slice(0, row.neighbours.length) })), ITEMS), blocks: ['taste'], personas: 0, places: 0 },
    facts: { items: ITEMS, share: Float32Array.from(itemIds, () => 1 / ITEMS), trend: new Float32Array(ITEMS), firstSeen: new Float64Array(ITEMS), personas: null, places: null },
  })
}

/** Keeps one that learned from everybody the run let in. `meanwhile`: what happens between reading and keeping. */
export async function keepSmallModel(store: Store, flavour: number, now: Date, passed = true, meanwhile = async (): Promise<void> => {}): Promise<StoredArtefact> {
  const { runId, permit } = await admitAll(store)
  const rows = await store.sql<{ person_id: CustomerId }[]>`select distinct person_id from run_population where run_id = ${runId} and purpose = ${permit.purpose} order by 1`
  await meanwhile()
  return keepArtefact(store, {
    runId, permit, seed: flavour, bytes: smallModel(flavour), learned: { people: rows.map((row) => row.person_id), items: ITEMS, interactions: 3600, fewestPerItem: 40 },
    windowFrom: new Date('2025-08-01T00:00:00Z'), windowTo: NOW, settings: { shrinkage: flavour }, metrics: { lists: { n: 100, 'ndcg@20': { mean: 0.2, low: 0.1, high: 0.3 } } },
    gate: passed ? { passed, reason: 'NDCG@20 gain over popularity 0.1, 95 % interval 0.05 to 0.15, n = 100' } : { passed, reason: 'it does not beat popularity' },
  }, now)
}
