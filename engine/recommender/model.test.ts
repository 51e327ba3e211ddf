import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { fromItemRows } from '../../models/itemLists.ts'
import { decodeRecommender, encodeRecommender, type RecommenderModel } from './model.ts'
import { START_READINGS } from './recipe.ts'
import { STARTS } from './partQuestions.ts'

const model: RecommenderModel = {
  itemIds: ['a', 'b', 'ü'], asOf: 1_700_000_000_000,
  recipe: { readings: START_READINGS, parts: [{ settings: STARTS.cooccurrence, weight: 1 }], context: { everybody: 1, persona: 0.5, place: 0, halfLifeDays: null, exponent: 0.5, growth: 0.5 }, bought: 'keep', projection: null },
  served: {
    // Three items, everybody, one persona.
    lists: fromItemRows([{ neighbours: [1, 2], weights: [0.5, 0.25] }, { neighbours: [], weights: [] }, { neighbours: [0], weights: [1] }, { neighbours: [0], weights: [1] }, { neighbours: [1], weights: [0.5] }], 3),
    blocks: ['taste'], personas: 1, places: 0,
  },
  facts: {
    items: 3, share: Float32Array.of(0.5, 0.5, 0), trend: Float32Array.of(0, 1, -1), firstSeen: Float64Array.of(1, 2, Infinity),
    personas: { groups: 1, items: 3, shares: Float32Array.of(1, 0, 0) }, places: null,
  },
  personaIds: ['p'], placeKeys: [], ranker: null,
}

describe('the artefact', () => {
  it('comes back as it went', () => {
    expect(decodeRecommender(encodeRecommender(model))).toEqual(model)
  })
  it('lies in memory that another thread scores from without a copy', async () => {
    const { lists } = decodeRecommender(encodeRecommender(model)).served
    expect(lists.weights.buffer).toBeInstanceOf(SharedArrayBuffer)
    const thread = new Worker('const { workerData: { weights }, parentPort } = require("node:worker_threads"); weights[0] = 7; parentPort.postMessage(weights.length)', { eval: true, workerData: { weights: lists.weights } })
    const [length] = await once(thread, 'message') as [number]
    expect(length).toBe(lists.weights.length)
    expect(lists.weights[0]).toBe(7)
    await thread.terminate()
  })
  it('is the same bytes for the same model', () => {
    expect(encodeRecommender(model)).toEqual(encodeRecommender({ ...model }))
  })
  it('is refused when cut off, damaged, foreign or of another version', () => {
    const bytes = encodeRecommender(model)
    const changed = (at: number) => { const copy = bytes.slice(); copy[at] ^= 0xff; return copy }
    expect(() => decodeRecommender(bytes.subarray(0, bytes.length - 20))).toThrow('artefact cannot be read')
    expect(() => decodeRecommender(changed(0))).toThrow('something else')
    expect(() => decodeRecommender(changed(4))).toThrow('another release')
    expect(() => decodeRecommender(changed(20))).toThrow('cannot be read')
    expect(() => decodeRecommender(new Uint8Array(3))).toThrow('something else')
  })
})
