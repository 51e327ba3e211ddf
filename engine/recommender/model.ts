import { createHash } from 'node:crypto'
import { sourcesOf } from '../../models/itemLists.ts'
import { decodeItemLists, encodeItemLists } from '../../models/itemListsCodec.ts'
import type { GroupPopularity } from '../../models/popularity.ts'
import type { Ranker } from '../../models/ranker/ranker.ts'
import { decodeRanker, encodeRanker } from '../../models/ranker/rankerCodec.ts'
import { LotseError } from '../errors.ts'
import type { ItemFacts } from './itemFacts.ts'
import type { Reading, Recipe } from './recipe.ts'
import type { ServedLists } from './servedLists.ts'

/** Everything serving needs of a fit: about items and groups of people, nothing about any one of them. */
export type RecommenderModel = {
  readonly itemIds: readonly string[]
  readonly recipe: Recipe
  /** ms; what lies before it was learned from. */
  readonly asOf: number
  readonly served: ServedLists
  readonly facts: ItemFacts
  /** Names of the groups in facts.personas (persona ids) and facts.places (see placeKey). */
  readonly personaIds: readonly string[]
  readonly placeKeys: readonly string[]
  /** Null: the lists alone did better. */
  readonly ranker: Ranker | null
}

const MAGIC = 0x4345524c // "LREC"
const VERSION = 2
const HEADER_BYTES = 16 // magic, version, bytes of the description, 0

type Description = Pick<RecommenderModel, 'itemIds' | 'recipe' | 'asOf' | 'personaIds' | 'placeKeys'> & {
  readonly blocks: readonly Reading[]
  /** Name and bytes of each part, in order; each begins on a multiple of 8. */
  readonly parts: readonly (readonly [string, number])[]
}

/** Header | description as JSON | parts. The same model gives the same bytes. */
export function encodeRecommender(model: RecommenderModel): Uint8Array {
  const { facts, served, ranker, itemIds, recipe, asOf, personaIds, placeKeys } = model
  const parts: [string, Uint8Array][] = [
    ['lists', encodeItemLists(served.lists)], ['share', bytesOf(facts.share)], ['trend', bytesOf(facts.trend)], ['firstSeen', bytesOf(facts.firstSeen)],
  ]
  if (facts.personas !== null) parts.push(['personas', bytesOf(facts.personas.shares)])
  if (facts.places !== null) parts.push(['places', bytesOf(facts.places.shares)])
  if (ranker !== null) parts.push(['ranker', encodeRanker(ranker)])
  const description: Description = { itemIds, recipe, asOf, personaIds, placeKeys, blocks: served.blocks, parts: parts.map(([name, bytes]) => [name, bytes.length]) }
  const text = Buffer.from(JSON.stringify(description))
  const start = aligned(HEADER_BYTES + text.length)
  const bytes = new Uint8Array(start + parts.reduce((sum, [, part]) => sum + aligned(part.length), 0))
  const view = new DataView(bytes.buffer)
  ;[MAGIC, VERSION, text.length, 0].forEach((word, at) => view.setInt32(4 * at, word, true))
  bytes.set(text, HEADER_BYTES)
  let at = start
  for (const [, part] of parts) {
    bytes.set(part, at)
    at += aligned(part.length)
  }
  return bytes
}

/** Throws a LotseError (fault, artefact_unreadable) that says what is wrong: foreign, another version, cut off, damaged. */
export function decodeRecommender(given: Uint8Array): RecommenderModel {
  try {
    // One copy into memory that threads may share, of which the arrays are views.
    const bytes = new Uint8Array(new SharedArrayBuffer(given.length))
    bytes.set(given)
    return decode(bytes)
  } catch (error) {
    throw new LotseError('fault', 'artefact_unreadable', `The recommender artefact cannot be read (${error instanceof RangeError ? error.message : 'its description is damaged'}): run lotse run recommender.`)
  }
}

function decode(bytes: Uint8Array<SharedArrayBuffer>): RecommenderModel {
  const view = new DataView(bytes.buffer)
  if (bytes.length < HEADER_BYTES || view.getInt32(0, true) !== MAGIC) throw new RangeError('these bytes are something else')
  if (view.getInt32(4, true) !== VERSION) throw new RangeError(`version ${view.getInt32(4, true)} was written by another release`)
  const length = view.getInt32(8, true)
  const { parts, blocks, ...description } = JSON.parse(Buffer.from(bytes.buffer, HEADER_BYTES, length).toString()) as Description
  const found = new Map<string, Uint8Array<SharedArrayBuffer>>()
  let at = aligned(HEADER_BYTES + length)
  for (const [name, size] of parts) {
    if (at + size > bytes.length) throw new RangeError(`cut off in ${name}`)
    found.set(name, bytes.subarray(at, at + size))
    at += aligned(size)
  }
  const items = description.itemIds.length
  const part = (name: string): Uint8Array<SharedArrayBuffer> => {
    const bytesOfPart = found.get(name)
    if (bytesOfPart === undefined) throw new RangeError(`${name} is missing`)
    return bytesOfPart
  }
  const floats = (name: string, n: number): Float32Array => {
    const { buffer, byteOffset, length: size } = part(name)
    if (size !== 4 * n) throw new RangeError(`${name} has another size`)
    return new Float32Array(buffer, byteOffset, n)
  }
  const groups = (name: string, keys: readonly string[]): GroupPopularity | null =>
    found.has(name) ? { groups: keys.length, items, shares: floats(name, keys.length * items) } : null
  const lists = decodeItemLists(part('lists'))
  if (lists.items !== items) throw new RangeError('the lists are of other items')
  const seen = part('firstSeen')
  if (seen.length !== 8 * items) throw new RangeError('firstSeen has another size')
  const served = { lists, blocks, personas: found.has('personas') ? description.personaIds.length : 0, places: found.has('places') ? description.placeKeys.length : 0 }
  if (sourcesOf(lists) !== blocks.length * items + 1 + served.personas + served.places) throw new RangeError('the lists have other sources')
  return {
    ...description, served,
    facts: {
      items, share: floats('share', items), trend: floats('trend', items), firstSeen: new Float64Array(seen.buffer, seen.byteOffset, items),
      personas: groups('personas', description.personaIds), places: groups('places', description.placeKeys),
    },
    ranker: found.has('ranker') ? decodeRanker(part('ranker')) : null,
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function bytesOf(array: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function aligned(bytes: number): number {
  return (bytes + 7) & ~7
}
