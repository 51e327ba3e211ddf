import { cpus } from 'node:os'
import { candidatesOf } from '../engine/recommender/candidates.ts'
import type { Owned } from '../engine/recommender/cases.ts'
import { termsInto } from '../engine/recommender/explain.ts'
import type { ItemFacts } from '../engine/recommender/itemFacts.ts'
import { FEATURES, rankingFeatures } from '../engine/recommender/rankingFeatures.ts'
import type { ServedLists } from '../engine/recommender/servedLists.ts'
import { integer } from '../models/draws.ts'
import type { ItemLists } from '../models/itemLists.ts'
import { createScratch, scoreLists } from '../models/listScorer.ts'
import { computeAlone } from '../models/parallel/alone.ts'
import { openTeam } from '../models/parallel/team.ts'
import { initialLayers } from '../models/ranker/net.ts'
import { scoreRanker, type Ranker } from '../models/ranker/ranker.ts'
import { createRng } from '../models/rng.ts'
import { topN } from '../models/topN.ts'

/**
 * What one answer costs: lists of 100–300 neighbours at 40,000 items over histories of 5, 50 and 200 items, the best 20; then 200 candidates
 * through features and net. Beside them, in the same run, products of a vector of 64 with all items, which a model of vectors would take.
 */
const ITEMS = 40_000
const DIMENSIONS = 64
const BEST = 20
const CANDIDATES = 200
const CUSTOMERS = 2000
const NOW = Date.UTC(2026, 5, 1)
const rng = createRng(1)

type Figures = { readonly what: string; readonly 'CPU ms': number; readonly p50: number; readonly p99: number }

/** CPU of the process per call, mean; wall p50 and p99. */
function measure(what: string, calls: number, work: (call: number) => void): Figures {
  for (let call = 0; call < calls / 2; call++) work(call)
  const took = new Float64Array(calls)
  const cpu = process.cpuUsage()
  for (let call = 0; call < calls; call++) {
    const started = performance.now()
    work(call)
    took[call] = performance.now() - started
  }
  const { user, system } = process.cpuUsage(cpu)
  took.sort()
  return { what, 'CPU ms': round((user + system) / 1000 / calls), p50: round(took[calls >> 1]), p99: round(took[Math.floor(0.99 * calls)]) }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

/** Popular items are in many lists: as in a shop. */
function popularItem(): number {
  return Math.floor(ITEMS * rng() ** 2)
}

function drawLists(): ItemLists {
  const offsets = new Int32Array(ITEMS + 1)
  for (let i = 0; i < ITEMS; i++) offsets[i + 1] = offsets[i] + 100 + integer(rng, 201)
  const neighbours = new Int32Array(offsets[ITEMS])
  const met = new Int32Array(ITEMS).fill(-1)
  for (let i = 0; i < ITEMS; i++) {
    for (let k = offsets[i]; k < offsets[i + 1];) {
      const j = popularItem()
      if (met[j] === i) continue
      met[j] = i
      neighbours[k++] = j
    }
  }
  return { items: ITEMS, offsets, neighbours, weights: Float32Array.from(neighbours, () => rng()) }
}

function drawHistories(length: number): { items: Int32Array; weights: Float32Array }[] {
  return Array.from({ length: CUSTOMERS }, () => ({ items: Int32Array.from({ length }, popularItem), weights: Float32Array.from({ length }, rng) }))
}

const lists = drawLists()
const scratch = createScratch(ITEMS)
const rows: Figures[] = []
for (const length of [5, 50, 200]) {
  const histories = drawHistories(length)
  rows.push(measure(`lists, history of ${length}, best ${BEST}`, CUSTOMERS, (call) => {
    const { items, weights } = histories[call % CUSTOMERS]
    const scored = scoreLists(lists, items, weights, scratch)
    if (scored !== null) topN(scratch.scores, scored, BEST)
  }))
}

const share = Float32Array.from({ length: ITEMS }, (_, i) => 2 / (ITEMS + i))
const facts: ItemFacts = { items: ITEMS, share, trend: Float32Array.from(share, () => rng() - 0.5), firstSeen: Float64Array.from(share, () => NOW - 1e10 * rng()), personas: null, places: null }
const catalogue = { price: Float32Array.from(share, () => 1 + 100 * rng()), category: Int32Array.from(share, () => integer(rng, 300)) }
const widths = [FEATURES.length, 32, 16, 1]
const ranker: Ranker = {
  features: FEATURES, standardiser: { means: new Float32Array(FEATURES.length), scales: new Float32Array(FEATURES.length).fill(1) }, layers: initialLayers(widths, rng),
  calibration: { slope: 1, intercept: 0 }, training: { rows: 0, epochs: 0, trainLoss: 0, validationLoss: 0 },
}
const served: ServedLists = { lists, blocks: ['taste'], personas: 0, places: 0 }
const places = new Int32Array(ITEMS).fill(-1)
const cases = drawHistories(50).map((history) => {
  const sources = { history, context: { items: new Int32Array(0), weights: new Float32Array(0) } }
  const visitor = { items: history.items, strengths: history.weights, at: Float64Array.from(history.items, () => NOW - 1e9 * rng()), owned: new Map<number, Owned>(), persona: -1, place: -1 }
  return { sources, visitor, candidates: candidatesOf(served, sources, scratch, CANDIDATES, []) }
})
rows.push(measure(`ranker, ${CANDIDATES} candidates: features and net`, CUSTOMERS, (call) => {
  const { sources, visitor, candidates } = cases[call % CUSTOMERS]
  scoreRanker(ranker, rankingFeatures(visitor, candidates, termsInto(served, sources, candidates.items, places), facts, catalogue, NOW), candidates.items.length)
}))

const team = openTeam(1)
for (const compute of [computeAlone(), team]) {
  const { arena, kernels } = compute
  const vectors = arena.floats(ITEMS * DIMENSIONS)
  for (let k = 0; k < vectors.length; k++) vectors[k] = rng() - 0.5
  const query = arena.floats(DIMENSIONS).fill(0.3)
  const [ids, values] = [arena.ints(BEST), arena.floats(BEST)]
  rows.push(measure(`vectors of ${DIMENSIONS}, all items, ${compute.engine}`, 200, () => { kernels.scanDots(query.byteOffset, vectors.byteOffset, ITEMS, DIMENSIONS, BEST, ids.byteOffset, values.byteOffset) }))
  const [at, short] = [arena.bytes(ITEMS * DIMENSIONS), arena.bytes(2 * DIMENSIONS)]
  const bytes = new Int8Array(arena.memory.buffer, at, ITEMS * DIMENSIONS)
  for (let k = 0; k < bytes.length; k++) bytes[k] = 127 * vectors[k]
  new Int16Array(arena.memory.buffer, short, DIMENSIONS).fill(1200)
  const scales = arena.floats(ITEMS).fill(1 / 127)
  rows.push(measure(`the same in 8 bits, ${compute.engine}`, 200, () => { kernels.scanBytes(short, bytes.byteOffset, scales.byteOffset, ITEMS, DIMENSIONS, BEST, ids.byteOffset, values.byteOffset) }))
}
await team.close()

const dense = rows[rows.length - 2]['CPU ms']
const result = rows.map((row) => ({ ...row, 'of the vectors': round(row['CPU ms'] / dense) }))
console.table(result)
console.log(JSON.stringify({ bench: 'scorer', items: ITEMS, entries: lists.neighbours.length, result, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version }))
