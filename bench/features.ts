import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { checkPeople } from '../engine/consent/checkPeople.ts'
import { admitPopulation } from '../engine/consent/population.ts'
import { computeFeatures } from '../engine/features/computeFeatures.ts'
import { featuresOf } from '../engine/features/featuresOf.ts'
import { loadBasis } from '../engine/features/keepBasis.ts'
import { saveFeatures } from '../engine/features/keepFeatures.ts'
import { streamFeatures } from '../engine/features/streamFeatures.ts'
import { newId, type RunId } from '../engine/ids.ts'
import { quantile } from '../models/quantile.ts'
import { preparedShop, UNTIL } from './support/preparedShop.ts'

/**
 * Features of a drawn shop in PostgreSQL: everybody's rows, keeping them, reading them back as a stream, and the row of one person on the
 * basis that was kept, one after the other for people from all over the shop. The shop is loaded once into --data.
 */
const { values } = parseArgs({
  options: { customers: { type: 'string', default: '100000' }, items: { type: 'string', default: '20000' }, events: { type: 'string', default: '5000000' }, people: { type: 'string', default: '300' }, data: { type: 'string' } },
})
const size = { customers: Number(values.customers), items: Number(values.items), events: Number(values.events) }
const PROFILING = 'personalize.content.profiling'

const round = (value: number) => Math.round(value * 100) / 100
const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024)

async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ bench: 'features', phase, seconds: round((performance.now() - started) / 1000), cpu: round((user + system) / 1e6), peakMb: peakMb() }))
  return result
}

const store = await preparedShop(size, values.data)
try {
  const runId = newId<RunId>(UNTIL)
  const permit = await admitPopulation(store, runId, PROFILING, UNTIL)
  const matrix = await timed('compute', () => computeFeatures(store, permit, UNTIL))
  await timed('save', () => saveFeatures(store, runId, matrix, UNTIL))
  const streamed = await timed('stream', async () => {
    let rows = 0
    for await (const { people } of streamFeatures(store, permit, runId)) rows += people.length
    return rows
  })
  const kept = await loadBasis(store, runId)
  const sample = Array.from({ length: Number(values.people) }, (_, i) => matrix.people[Math.floor((i * matrix.people.length) / Number(values.people))]!)
  const answers = await checkPeople(store, sample.map((personId) => ({ personId, customerIds: [personId] })), PROFILING, UNTIL)
  const took: number[] = []
  let differing = 0
  for (const who of sample) {
    const answer = answers.get(who)
    if (answer?.allowed !== true) continue
    const started = performance.now()
    const { x } = await featuresOf(store, kept, { profiling: [answer.permit] }, UNTIL)
    took.push(performance.now() - started)
    const row = matrix.people.indexOf(who) * x.cols
    if (x.data.some((value, j) => !Object.is(value, matrix.x.data[row + j]))) differing++
  }
  took.sort((a, b) => a - b)
  const at = (p: number) => round(quantile(took, p))
  console.log(JSON.stringify({
    bench: 'features', ...size, rows: matrix.x.rows, columns: matrix.x.cols, streamed, onePersonMs: { p50: at(0.5), p90: at(0.9), p99: at(0.99) }, differing,
    peakMb: peakMb(), cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version,
  }))
  for (const table of ['feature_rows', 'feature_sets', 'feature_items', 'feature_towns', 'run_population']) await store.sql`delete from ${store.sql(table)} where run_id = ${runId}`
} finally {
  await store.close()
}
