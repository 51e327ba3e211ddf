import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { createKey } from '../engine/access/keys.ts'
import { admitPopulation } from '../engine/consent/population.ts'
import { computeFeatures } from '../engine/features/computeFeatures.ts'
import { saveFeatures } from '../engine/features/keepFeatures.ts'
import { newId, type CustomerId, type RunId } from '../engine/ids.ts'
import { keptSource } from '../engine/personas/finding/featureSource.ts'
import { placePeople } from '../engine/personas/finding/placing.ts'
import { placingModel, replacePeople } from '../engine/personas/finding/replacing.ts'
import { runPersonas } from '../engine/personas/finding/runPersonas.ts'
import { movePersona } from '../engine/personas/life/changePersona.ts'
import { listPersonas } from '../engine/personas/reading/readPersonas.ts'
import type { Store } from '../engine/store/connect.ts'
import { buildServer } from '../api/server.ts'
import type { ShopSize } from './support/drawShop.ts'
import { preparedShop, UNTIL } from './support/preparedShop.ts'

/**
 * Personas of a drawn shop in PostgreSQL: features, groups, everybody put in place, one person put in place again, what the console asks for. The shop
 * is loaded once into --data. Seconds on the wall, CPU of this process beside them (PostgreSQL's is not in it).
 */
const { values } = parseArgs({
  options: { customers: { type: 'string', default: '100000' }, items: { type: 'string', default: '20000' }, events: { type: 'string', default: '5000000' }, data: { type: 'string' }, seed: { type: 'string', default: '1' } },
})
const size: ShopSize = { customers: Number(values.customers), items: Number(values.items), events: Number(values.events) }
const seed = Number(values.seed)
const DAY = 86_400_000
const ONES = 40
const ASKS = 7

type Phase = { readonly phase: string; readonly seconds: number; readonly cpu: number; readonly 'peak MB': number }
const phases: Phase[] = []

async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  phases.push({ phase, seconds: round((performance.now() - started) / 1000), cpu: round((user + system) / 1e6), 'peak MB': Math.round(process.resourceUsage().maxRSS / 1024) })
  return result
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function middle(values: readonly number[]): number {
  return round([...values].sort((a, b) => a - b)[values.length >> 1]!)
}

/** A run as the job does it, as of some days before the end. */
async function run(store: Store, days: number, name: string): Promise<RunId> {
  const asOf = new Date(UNTIL.getTime() - days * DAY)
  const runId = newId<RunId>(UNTIL)
  const permit = await admitPopulation(store, runId, 'personalize.content.profiling', UNTIL)
  await timed(`${name}: features computed and kept`, async () => saveFeatures(store, runId, await computeFeatures(store, permit, asOf), UNTIL))
  const summary = await timed(`${name}: personas found, everybody in place, described`, async () => runPersonas(store, { runId, source: await keptSource(store, permit, runId), permit, seed, now: UNTIL }))
  console.log(`${name}: ${summary.n} people, k = ${summary.k} (${summary.reason}), ${summary.undetermined} undetermined, least stable ${round(Math.min(...summary.personas.map(({ stability }) => stability ?? NaN)))}`)
  return runId
}

/** Everybody is put in place from what the run kept, and nothing written: memory beside what was held before. */
async function streaming(store: Store, runId: RunId): Promise<number> {
  const known = await placingModel(store)
  const permit = await admitPopulation(store, runId, 'personalize.content.profiling', UNTIL)
  const source = await keptSource(store, permit, runId)
  if (known === null) throw new Error('There is no model to place people by.')
  const { grouping, clusters, ids, settings } = known
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  await timed('everybody streamed through the model', async () => {
    for await (const { people, x } of source.chunks()) {
      placePeople(grouping, { columns: source.columns, x }, clusters, ids, people.map(() => null), settings, true)
      most = Math.max(most, process.memoryUsage().rss)
    }
  })
  return Math.round((most - before) / 2 ** 20)
}

async function askAsTheConsole(store: Store, first: RunId, second: RunId): Promise<{ ask: string; ms: number; kB: number }[]> {
  const { key } = await createKey(store, { name: 'bench', kind: 'secret', scopes: ['personas:read', 'personas:write', 'customers:read', 'ingest'] }, 'bench', UNTIL)
  const app = await buildServer({ store, now: () => UNTIL })
  const [persona] = await listPersonas(store, UNTIL)
  const asks = ['/v1/personas', `/v1/personas/${persona!.id}`, '/v1/persona-runs', `/v1/persona-runs/${second}`, `/v1/persona-runs/${second}/migration?since=${first}`, '/v1/persona-alerts', '/v1/persona-sets',
    `/v1/personas/${persona!.id}/offers`, `/v1/personas/${persona!.id}/members?limit=100`, '/v1/customers/u1/persona']
  const rows = []
  for (const ask of asks) {
    const took: number[] = []
    let bytes = 0
    for (let i = 0; i < ASKS; i++) {
      const started = performance.now()
      const answer = await app.inject({ method: 'GET', url: ask, headers: { authorization: `Bearer ${key}` } })
      took.push(performance.now() - started)
      bytes = answer.rawPayload.length
      if (answer.statusCode !== 200) console.log(`${ask}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
    }
    rows.push({ ask: ask.replace(/[0-9a-f-]{36}/g, '…'), ms: middle(took), kB: round(bytes / 1024) })
  }
  await app.close()
  return rows
}

const store = await preparedShop(size, values.data)
try {
  // What an earlier benchmark found is later than this one's first run.
  await store.sql`truncate persona_runs, persona_members, persona_profiles, personas, persona_sets, persona_set_entries, persona_alerts, persona_comments`
  const first = await run(store, 30, 'first run')
  for (const { id } of await listPersonas(store, UNTIL, 'draft')) {
    await movePersona(store, id, 'submit', 'bench', UNTIL)
    await movePersona(store, id, 'approve', 'bench', UNTIL, { override: true, reason: 'Nobody reviews a benchmark.' })
    await movePersona(store, id, 'publish', 'bench', UNTIL)
  }
  const second = await run(store, 0, 'a month later')
  const streamedMB = await streaming(store, second)
  const known = await placingModel(store)
  const people = await store.sql<{ id: CustomerId }[]>`select customer_id id from customers order by md5(customer_id::text) limit ${ONES}`
  const singles: number[] = []
  for (const { id } of people) {
    const started = performance.now()
    await replacePeople(store, known!, [id], UNTIL)
    singles.push(performance.now() - started)
  }
  const pages = await askAsTheConsole(store, first, second)
  console.table(phases)
  console.table(pages)
  console.log(`one person put in place again: median ${middle(singles)} ms, slowest ${round(Math.max(...singles))} ms of ${ONES}; streaming everybody took ${streamedMB} MB beside what was held`)
  console.log(JSON.stringify({ bench: 'personas', ...size, phases, pages, single: { median: middle(singles), slowest: round(Math.max(...singles)) }, streamedMB, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version }))
} finally {
  await store.close()
}
