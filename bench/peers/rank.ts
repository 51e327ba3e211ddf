import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { IalsModel } from '../../models/ials/ials.ts'
import type { ItemLists } from '../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../models/listScorer.ts'
import { createVisitScratch, scoreSession } from '../../models/sessions/scoreSession.ts'
import type { SessionKnn } from '../../models/sessions/sessionKnn.ts'
import type { Compute } from '../../models/parallel/work.ts'
import { topN } from '../../models/topN.ts'
import { rankVectors } from './rankVectors.ts'
import { rowAt } from './split.ts'
import type { Rows } from './split.ts'

/** What answers for a history. */
export type Servable =
  | Walked
  | { readonly kind: 'vectors'; readonly model: IalsModel }

/** What threads answer from, a query at a time. */
type Walked =
  | { readonly kind: 'lists'; readonly lists: ItemLists }
  | { readonly kind: 'sessions'; readonly model: SessionKnn }

/** Work of several threads: each takes queries in chunks and writes their rows of `best` (queries × length, −1 where there is nothing to say). */
export type RankJob = {
  readonly servable: Walked
  readonly queries: Rows
  readonly mask: boolean
  readonly length: number
  readonly next: Int32Array // the first query nobody has taken, in shared memory
  readonly best: Int32Array // in shared memory
}

const chunk = 64

/** The best of every query by the threads of `compute`, or as many workers of our own, the caller among them. */
export async function rankAll(servable: Servable, queries: Rows, mask: boolean, length: number, compute: Compute): Promise<Int32Array> {
  if (servable.kind === 'vectors') return rankVectors(servable.model, queries, mask, length, compute)
  const count = queries.offsets.length - 1
  const job: RankJob = {
    servable: shareWalked(servable), queries: { offsets: shareInts(queries.offsets), index: shareInts(queries.index) }, mask, length,
    next: shareInts(new Int32Array(1)), best: shareInts(new Int32Array(count * length).fill(-1)),
  }
  const done = Array.from({ length: compute.threads - 1 }, () => new Promise<void>((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job })
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  }))
  takeQueries(job)
  await Promise.all(done)
  return job.best
}

/** One thread's part. */
export function takeQueries({ servable, queries, mask, length, next, best }: RankJob): void {
  const count = queries.offsets.length - 1
  const rank = rankerOf(servable, length)
  const lastKnower = new Int32Array(itemsOf(servable)).fill(-1)
  for (;;) {
    const from = Atomics.add(next, 0, chunk)
    if (from >= count) return
    for (let query = from; query < Math.min(count, from + chunk); query++) {
      const own = rowAt(queries, query)
      if (mask) for (const item of own) lastKnower[item] = query
      best.set(rank(own, (item) => lastKnower[item] === query), query * length)
    }
  }
}

function itemsOf(servable: Walked): number {
  return servable.kind === 'lists' ? servable.lists.items : servable.model.items
}

type Rank = (own: Int32Array, excluded: (item: number) => boolean) => Int32Array

function rankerOf(servable: Walked, length: number): Rank {
  const none = new Int32Array(0)
  if (servable.kind === 'sessions') {
    const { model } = servable
    const scratch = createScratch(model.items)
    const visits = createVisitScratch(model)
    return (own, excluded) => {
      const among = scoreSession(model, own, scratch, visits)
      return among === null ? none : topN(scratch.scores, among, length, excluded).items
    }
  }
  const { lists } = servable
  const scratch = createScratch(lists.items)
  return (own, excluded) => {
    const among = scoreLists(lists, own, new Float32Array(own.length).fill(1), scratch)
    return among === null ? none : topN(scratch.scores, among, length, excluded).items
  }
}

/** The same value with its large arrays in memory that threads share. */
function shareWalked(servable: Walked): Walked {
  if (servable.kind === 'lists') {
    const { items, offsets, neighbours, weights } = servable.lists
    return { kind: 'lists', lists: { items, offsets: shareInts(offsets), neighbours: shareInts(neighbours), weights: shareFloats(weights) } }
  }
  const { model } = servable
  return {
    kind: 'sessions',
    model: {
      ...model, offsets: shareInts(model.offsets), item: shareInts(model.item), place: shareInts(model.place), weight: shareFloats(model.weight),
      holderOffsets: shareInts(model.holderOffsets), holders: shareInts(model.holders), worth: shareFloats(model.worth),
    },
  }
}

function shareInts(values: Int32Array): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}

function shareFloats(values: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}
