import { readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { kmeans } from 'ml-kmeans'
import { fitKMeansWith, inertiaOf } from '../../models/kmeans.ts'
import { fromRows, rowOf, type Matrix } from '../../models/matrix.ts'
import { openTeam } from '../../models/parallel/team.ts'
import { createRng } from '../../models/rng.ts'
import { peakMB } from '../peers/peak.ts'

/** data: n × d 32-bit floats; out: where the centres go, k × d of them. */
export type Order = {
  readonly side: 'lotse' | 'ml-kmeans' | 'scikit-learn'
  readonly data: string
  readonly rows: number
  readonly k: number
  readonly starts: number
  readonly threads: number
  readonly out: string
}

/** What a side measured of itself. Reading the data is outside the clock and the memory on all sides, starting threads is inside. */
export type Measure = {
  readonly seconds: number
  readonly processorSeconds: number
  readonly beyondMB: number // the most memory ever held, less what was held with the data read
  readonly versions: Readonly<Record<string, string>>
}

export async function runSide(order: Order): Promise<Measure> {
  const x = readData(order.data, order.rows)
  const held = process.memoryUsage().rss / 2 ** 20
  const { centres, seconds, processorSeconds, versions } = order.side === 'lotse' ? await ours(x, order) : mlKmeans(x, order)
  const beyondMB = peakMB() - held
  writeFileSync(order.out, bytesOf(centres.data))
  return { seconds, processorSeconds, beyondMB, versions }
}

type Fitted = Omit<Measure, 'beyondMB'> & { readonly centres: Matrix }

async function ours(x: Matrix, { k, starts, threads }: Order): Promise<Fitted> {
  const clock = startClock()
  const team = openTeam(threads)
  const { centres } = fitKMeansWith(team, x, k, createRng(1), { starts })
  const spent = clock()
  await team.close()
  return { ...spent, centres, versions: { Node: process.versions.node, kernels: team.engine } }
}

/** As it comes, with k-means++, the best of so many seeds. It takes arrays of arrays: its copy counts as memory, making it not as time. */
function mlKmeans(x: Matrix, { k, starts }: Order): Fitted {
  const rows = Array.from({ length: x.rows }, (_, i) => Array.from(rowOf(x, i)))
  const clock = startClock()
  const found = Array.from({ length: starts }, (_, seed) => fromRows(kmeans(rows, k, { seed: seed + 1, initialization: 'kmeans++' }).centroids))
  const spent = clock()
  const [best] = found.map((centres) => ({ centres, inertia: inertiaOf(centres, x) })).sort((a, b) => a.inertia - b.inertia)
  return { ...spent, centres: best.centres, versions: { Node: process.versions.node } }
}

function startClock(): () => { seconds: number; processorSeconds: number } {
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { seconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1e6 }
  }
}

export function readData(file: string, rows: number): Matrix {
  const bytes = readFileSync(file)
  const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  return { rows, cols: data.length / rows, data }
}

export function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
