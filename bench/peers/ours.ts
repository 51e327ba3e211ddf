import { performance } from 'node:perf_hooks'
import { cooccurrenceOf } from '../../models/cooccurrence.ts'
import type { CooccurrenceOptions } from '../../models/cooccurrence.ts'
import { easeOf } from '../../models/ease.ts'
import type { EaseFit } from '../../models/ease.ts'
import { graphFilterOf } from '../../models/graphFilter.ts'
import type { GraphFilterFit } from '../../models/graphFilter.ts'
import { ialsLists } from '../../models/ials/factorLists.ts'
import { ialsOf } from '../../models/ials/ials.ts'
import type { IalsOptions } from '../../models/ials/ials.ts'
import type { Interactions } from '../../models/interactions.ts'
import { openTeam } from '../../models/parallel/team.ts'
import type { Compute } from '../../models/parallel/work.ts'
import { createRng } from '../../models/rng.ts'
import { fitSessionKnn } from '../../models/sessions/sessionKnn.ts'
import type { SessionKnnOptions } from '../../models/sessions/sessionKnn.ts'
import type { CustomerItems, StrengthOptions } from '../../models/strengths.ts'
import { peakMB } from './peak.ts'
import { rankAll } from './rank.ts'
import type { Servable } from './rank.ts'
import { readSplit, writeInts } from './split.ts'
import type { Rows, Split } from './split.ts'

type Folded<T> = Omit<T, keyof StrengthOptions>

/** Which of our models, with its settings. */
export type Ours =
  | { readonly model: 'cooccurrence'; readonly fit: Folded<CooccurrenceOptions> }
  | { readonly model: 'ease'; readonly fit: EaseFit }
  | { readonly model: 'graphFilter'; readonly fit: GraphFilterFit }
  /** topK: served by lists so long; null: by vectors, folding each history in. */
  | { readonly model: 'ials'; readonly fit: IalsOptions; readonly topK: number | null }
  | { readonly model: 'sessionKnn'; readonly fit: SessionKnnOptions }

/** What a side measured of itself; its rankings lie beside. */
export type Measure = {
  readonly fitSeconds: number
  readonly scoreSeconds: number
  /** Of all threads, fit and ranking: what neighbours on the machine disturb least. */
  readonly processorSeconds: number
  readonly peakMB: number
  readonly versions: Readonly<Record<string, string>>
}

export type Order = { readonly split: string; readonly ours: Ours; readonly threads: number; readonly length: number; readonly out: string }

/** Fits and answers all queries. Reading the data is outside the clock on both sides, starting threads is inside. */
export async function runOurs({ split: folder, ours, threads, length, out }: Order): Promise<Measure> {
  const split = readSplit(folder)
  const data = dataOf(ours, split)
  const before = process.cpuUsage()
  const start = performance.now()
  const team = openTeam(threads)
  const servable = fit(ours, data, team)
  const fitted = performance.now()
  const best = await rankAll(servable, split.queries, split.mask, length, team)
  const scored = performance.now()
  const { user, system } = process.cpuUsage(before)
  const { engine } = team
  await team.close()
  writeInts(out, best)
  return {
    fitSeconds: (fitted - start) / 1000, scoreSeconds: (scored - fitted) / 1000, processorSeconds: (user + system) / 1e6, peakMB: peakMB(),
    versions: { Node: process.versions.node, kernels: engine },
  }
}

type Data = { readonly folded: CustomerItems; readonly events: Interactions | null }

function dataOf(ours: Ours, { train, items }: Split): Data {
  const ones = new Float32Array(train.index.length).fill(1)
  const customers = train.offsets.length - 1
  const folded = { customers, items, offsets: train.offsets, item: train.index, source: ones, target: ones, at: new Float64Array(ones.length) }
  return { folded, events: ours.model === 'sessionKnn' ? eventsOf(train, items) : null }
}

/** Sessions an hour after one another, their events a second. */
function eventsOf({ offsets, index }: Rows, items: number): Interactions {
  const customer = new Int32Array(index.length)
  const at = new Float64Array(index.length)
  for (let session = 0; session < offsets.length - 1; session++) {
    for (let k = offsets[session]; k < offsets[session + 1]; k++) {
      customer[k] = session
      at[k] = session * 3_600_000 + (k - offsets[session]) * 1000
    }
  }
  return { customers: offsets.length - 1, items, customer, item: index, behaviour: new Uint8Array(index.length), at }
}

function fit(ours: Ours, { folded, events }: Data, compute: Compute): Servable {
  const rng = createRng(1)
  switch (ours.model) {
    case 'cooccurrence':
      return { kind: 'lists', lists: cooccurrenceOf(folded, { ...ours.fit, behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: folded.items }, compute) }
    case 'ease':
      return { kind: 'lists', lists: easeOf(folded, ours.fit, compute) }
    case 'graphFilter':
      return { kind: 'lists', lists: graphFilterOf(folded, ours.fit, rng, compute) }
    case 'ials': {
      const model = ialsOf(folded, ours.fit, rng, compute)
      return ours.topK === null ? { kind: 'vectors', model } : { kind: 'lists', lists: ialsLists(model, ours.topK, compute) }
    }
    case 'sessionKnn': {
      if (events === null) throw new Error('Sessions need their order.')
      return { kind: 'sessions', model: fitSessionKnn(events, ours.fit, events.at.reduce((a, b) => Math.max(a, b), 0)) }
    }
  }
}
