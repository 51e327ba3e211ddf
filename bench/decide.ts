import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon, { type Result } from 'autocannon'
import Fastify from 'fastify'
import { buildServer } from '../api/server.ts'
import { createKey } from '../engine/access/keys.ts'
import { openStore } from '../engine/store/connect.ts'
import { migrateStore } from '../engine/store/migrate.ts'
import { CUSTOMERS, fillShop, ITEMS } from './support/shopFixture.ts'

/** /v1/decide with 32 connections beside a bare Fastify route that answers the same bytes, in one run; each server in a process of its own. */
const CONNECTIONS = 32
const SECONDS = 8
const WARM_UP = 3
/** Different visitors asked for. */
const VISITORS = 1000

type Order = { readonly serve: 'decide'; readonly folder: string } | { readonly serve: 'bare'; readonly bytes: string }

async function serve(order: Order): Promise<void> {
  if (order.serve === 'bare') {
    const app = Fastify()
    app.post('/v1/decide', (_request, reply) => { void reply.type('application/json; charset=utf-8').send(order.bytes) })
    process.send?.(await app.listen({ port: 0 }))
    process.once('disconnect', () => { void app.close() })
    return
  }
  const store = await openStore({ folder: order.folder })
  const app = await buildServer({ store, now: () => new Date() })
  process.send?.(await app.listen({ port: 0 }))
  process.once('disconnect', () => { void app.close().then(() => store.close()) })
}

async function start(order: Order): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)))
    child.once('exit', (code) => reject(new Error(`The server of the bench ended with code ${code}.`)))
  })
  return { url, child }
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => { child.once('exit', resolve) })
  child.disconnect()
  await gone
}

async function load(url: string, key: string): Promise<Result> {
  const requests = Array.from({ length: VISITORS }, (_, n) => ({
    method: 'POST' as const, path: '/v1/decide', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      customer: { userId: `u${1 + (n * 37) % CUSTOMERS}` }, context: { itemId: `i${1 + (n * 101) % ITEMS}`, place: { country: 'DE', region: 'Bayern' } }, slots: [{ slot: 'home', kind: 'items', count: 10 }],
    }),
  }))
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_UP, requests })
  return autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests })
}

function row(name: string, { latency, requests, non2xx, errors }: Result) {
  return { name, 'p50 ms': latency.p50, 'p99 ms': latency.p99, 'requests/s': Math.round(requests.average), failed: non2xx + errors }
}

async function main(): Promise<void> {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'lotse-bench-')), 'pg')
  try {
    const store = await openStore({ folder })
    await migrateStore(store)
    const trained = await fillShop(store, new Date())
    const { key } = await createKey(store, { name: 'bench', kind: 'secret', scopes: ['decide'] }, 'bench', new Date())
    const deciding = await start({ serve: 'decide', folder })
    const first = await fetch(`${deciding.url}/v1/decide`, {
      method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customer: { userId: 'u1' }, slots: [{ slot: 'home', kind: 'items', count: 10 }] }),
    })
    const bytes = await first.text()
    const { degraded: firstDegraded } = JSON.parse(bytes) as { degraded: boolean }
    const decide = await load(deciding.url, key)
    await stop(deciding.child)
    const [{ n, personalised, degraded, micros }] = await store.sql<{ n: number; personalised: number; degraded: number; micros: number }[]>`
      select count(*)::int n, count(*) filter (where personalised)::int personalised, count(*) filter (where degraded)::int degraded,
        percentile_cont(0.5) within group (order by took_micros)::float8 micros from decisions`
    const baring = await start({ serve: 'bare', bytes })
    const bare = await load(baring.url, key)
    await stop(baring.child)
    await store.close()
    const result = {
      bench: 'decide', connections: CONNECTIONS, seconds: SECONDS, bytes: bytes.length, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version,
      decide: row('decide', decide), bare: row('bare', bare), ratio: Math.round(decide.requests.average / bare.requests.average * 1000) / 1000,
      firstDegraded, logged: { decisions: n, personalised, degraded, medianMicros: micros }, served: trained.served,
    }
    console.table([result.decide, result.bare])
    console.log(JSON.stringify(result))
  } finally {
    rmSync(path.dirname(folder), { recursive: true, force: true })
  }
}

const order = process.argv[2]
if (order?.startsWith('{') === true) await serve(JSON.parse(order) as Order)
else await main()
