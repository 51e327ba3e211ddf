import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { inertiaOf } from '../models/kmeans.ts'
import { dataSets, drawData, type DataSet } from './kmeans/drawData.ts'
import { groupIris, published } from './kmeans/iris.ts'
import { bytesOf, readData, runSide, type Measure, type Order } from './kmeans/runSide.ts'
import { runOrder } from './peers/runOrder.ts'
import { makeVenv, type Python } from './peers/venv.ts'

/**
 * K-means beside scikit-learn and ml-kmeans by itself, on the same drawn rows, each in a process of its own, one after another, with two
 * threads where it knows threads. Inertia is computed here from the centres, the same for all. This file is also the child that plays our side.
 */
const usage = 'npm run bench -- kmeans [--rows N]… [--data NAME]… [--k K]… [--columns D] [--skip SIDE]… [--venv FOLDER]'
const THREADS = 2
const STARTS = 10
/** ml-kmeans takes minutes for ten seeds on more. */
const MANY_SEEDS_UP_TO = 100_000
/** Set on some machines for the sake of older OpenBLAS; they slow a current one. */
const SLOWS_BLAS = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']

type Result = { readonly data: string; readonly rows: number; readonly k: number; readonly who: string; readonly measure: Measure | null; readonly inertia: number; readonly failed?: string }

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      order: { type: 'string' }, rows: { type: 'string', multiple: true, default: ['100000', '1000000'] }, data: { type: 'string', multiple: true, default: ['clustered', 'uniform', 'heavy'] },
      k: { type: 'string', multiple: true, default: ['8'] }, columns: { type: 'string', default: '24' }, skip: { type: 'string', multiple: true, default: [] }, venv: { type: 'string' },
    },
  })
  if (values.order !== undefined) {
    console.log(JSON.stringify(await runSide(JSON.parse(readFileSync(values.order, 'utf8')) as Order)))
    return
  }
  const unknown = values.data.filter((name) => !isDataSet(name))
  if (unknown.length > 0) throw new Error(`There is no data ${unknown.join(', ')}. There are: ${Object.keys(dataSets).join(', ')}. ${usage}`)
  const iris = published.map((known) => ({ ...groupIris(known.k), published: known }))
  console.table(iris.map(({ k, inertia, silhouette, rand, published: known }) => ({
    iris: `k = ${k}`, inertia: inertia.toFixed(4), 'as published': known.inertia, silhouette: silhouette.toFixed(4), ' as published': known.silhouette, 'adjusted Rand': rand.toFixed(4), '  as published': known.rand ?? '',
  })))
  const entry = fileURLToPath(import.meta.url)
  const scripts = path.join(path.dirname(entry), '../bench/peers/python')
  const cache = path.join(tmpdir(), 'lotse-peers')
  mkdirSync(cache, { recursive: true })
  const python = makeVenv(values.venv ?? path.join(cache, 'venv-sklearn'), (pip) => { pip('-r', path.join(scripts, 'requirements-sklearn.txt')) })
  const folder = mkdtempSync(path.join(cache, 'kmeans-'))
  const results: Result[] = []
  try {
    for (const rows of values.rows.map(Number)) for (const name of values.data.filter(isDataSet)) {
      const data = path.join(folder, 'data.f32')
      writeFileSync(data, bytesOf(drawData(name, rows, Number(values.columns)).data))
      for (const k of values.k.map(Number)) {
        const sides = sidesFor({ data, rows, k, threads: THREADS, out: path.join(folder, 'centres.f32') }, entry, scripts, python).filter(({ who }) => !values.skip.some((skip) => who.startsWith(skip)))
        const found = sides.map(({ who, order, run }) => judge(name, who, order, run(folder)))
        console.table(tableOf(found))
        results.push(...found)
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const who of new Set(results.map((result) => result.who))) {
    const measure = results.find((result) => result.who === who && result.measure !== null)?.measure
    if (measure) console.log(`${who}: ${Object.entries(measure.versions).map(([what, version]) => `${what} ${version}`).join(', ')}`)
  }
  console.log(JSON.stringify({ bench: 'kmeans', iris, results, cores: cpus().length, cpu: cpus()[0]?.model.trim() ?? 'unknown' }))
}

function isDataSet(name: string): name is DataSet {
  return Object.hasOwn(dataSets, name)
}

type Side = { readonly who: string; readonly order: Order; readonly run: (folder: string) => ReturnType<typeof runOrder> }

function sidesFor(what: Omit<Order, 'side' | 'starts'>, entry: string, scripts: string, python: Python): Side[] {
  const ofNode = (who: string, order: Order): Side => ({ who, order, run: (folder) => runOrder(folder, THREADS, process.execPath, [...process.execArgv, entry, '--order'], JSON.stringify(order)) })
  const peer: Order = { ...what, side: 'scikit-learn', starts: STARTS }
  return [
    ofNode('Lotse', { ...what, side: 'lotse', starts: STARTS }),
    { who: 'scikit-learn', order: peer, run: (folder) => 'missing' in python ? { failed: python.missing } : runOrder(folder, THREADS, python.interpreter, [path.join(scripts, 'kmeans_sklearn.py')], JSON.stringify(peer), SLOWS_BLAS) },
    ofNode('ml-kmeans, 1 seed', { ...what, side: 'ml-kmeans', starts: 1 }),
    ...(what.rows <= MANY_SEEDS_UP_TO ? [ofNode('ml-kmeans, 10 seeds', { ...what, side: 'ml-kmeans', starts: STARTS })] : []),
  ]
}

function judge(data: string, who: string, { rows, k, data: file, out }: Order, ran: ReturnType<typeof runOrder>): Result {
  if ('failed' in ran) return { data, rows, k, who, measure: null, inertia: NaN, failed: ran.failed }
  return { data, rows, k, who, measure: JSON.parse(ran.said) as Measure, inertia: inertiaOf(readData(out, k), readData(file, rows)) }
}

function tableOf(found: readonly Result[]): Record<string, string | number>[] {
  const least = Math.min(...found.filter(({ measure }) => measure !== null).map(({ inertia }) => inertia))
  const ours = found.find(({ who }) => who === 'Lotse')?.measure
  return found.map(({ data, rows, k, who, measure, inertia, failed }) => ({
    what: `${data}, ${rows}, k = ${k}`, who,
    ...(measure === null ? { 'wall s': failed ?? '' } : {
      'wall s': measure.seconds.toFixed(2), 'CPU s': measure.processorSeconds.toFixed(2), 'beyond the data, MB': Math.round(measure.beyondMB), 'inertia above the best, %': (100 * (inertia / least - 1)).toFixed(3),
      'wall, ours / theirs': ours ? (ours.seconds / measure.seconds).toFixed(3) : '', 'CPU, ours / theirs': ours ? (ours.processorSeconds / measure.processorSeconds).toFixed(3) : '',
    }),
  }))
}

await main()
