import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../engine/store/connect.ts'
import path from 'node:path'
import { built, killAll, lotse, makeFolder, postgresPid, running, until } from './testing/lotse.ts'

type Json = { [name: string]: unknown }

async function post(url: string, key: string, body: object): Promise<{ status: number; body: Json }> {
  const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() as Json }
}

async function makeKey(folder: string): Promise<string> {
  return (JSON.parse((await lotse(folder, ['keys', 'create', '--scopes', 'admin', '--json'])).stdout) as { key: string }).key
}

const message = (id: string, user: string) => ({ type: 'track', messageId: id, userId: user, event: 'Product Viewed', properties: { product_id: 'p1' }, timestamp: new Date().toISOString() })

describe.skipIf(!built)('what SIGKILL leaves behind (needs npm run build)', () => {
  let place: ReturnType<typeof makeFolder>
  beforeEach(() => { place = makeFolder() })
  afterEach(async () => {
    killAll()
    await until(() => postgresPid(place.folder) === null, 20_000)
    place.remove()
  })

  it('of the server: no process, and everything acknowledged', async () => {
    const key = await makeKey(place.folder)
    const first = await running(place.folder)
    const batch = Array.from({ length: 50 }, (_, k) => message(`m${k}`, `u${k}`))
    expect((await post(`${first.url}/v1/batch`, key, { batch })).body).toMatchObject({ accepted: 50 })
    first.child.kill('SIGKILL')
    await first.ended
    await until(() => postgresPid(place.folder) === null, 15_000)
    const second = await running(place.folder)
    expect((await post(`${second.url}/v1/batch`, key, { batch })).body).toMatchObject({ accepted: 0, duplicates: 50 })
    second.child.kill('SIGTERM')
    await second.ended
  }, 90_000)

  it('of PostgreSQL during ingest: every acknowledged message once, the rest refused as unavailable', async () => {
    const key = await makeKey(place.folder)
    const server = await running(place.folder)
    const acknowledged: string[] = []
    let refused = 0
    const send = async (from: number) => {
      for (let n = from; n < 400; n += 4) {
        const ids = Array.from({ length: 5 }, (_, k) => `k${n}-${k}`)
        // What an SDK does: the same batch again until it is acknowledged.
        for (let tries = 0; tries < 200; tries++) {
          const { status } = await post(`${server.url}/v1/batch`, key, { batch: ids.map((id) => message(id, `u${n % 37}`)) })
          if (status === 200) { acknowledged.push(...ids); break }
          expect(status).toBe(503)
          refused++
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      }
    }
    const senders = [0, 1, 2, 3].map(send)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const pid = postgresPid(place.folder)
    expect(pid).not.toBeNull()
    process.kill(pid as number, 'SIGKILL')
    await Promise.all(senders)
    const store = await openStore({ folder: path.join(place.folder, 'postgres') }, 1)
    const [{ n, distinct }] = await store.sql<{ n: number; distinct: number }[]>`select count(*)::int n, count(distinct message_id)::int as distinct from events where message_id like 'k%'`
    await store.close()
    expect({ n, distinct, refusedSome: refused > 0 }).toEqual({ n: acknowledged.length, distinct: acknowledged.length, refusedSome: true })
    expect(acknowledged.length).toBe(2000)
    server.child.kill('SIGTERM')
    await server.ended
  }, 240_000)

  it('of the worker during a job: the run is executed again, whole, once', async () => {
    await lotse(place.folder, ['demo', '--exit', '--json', '--customers', '600'])
    const key = await makeKey(place.folder)
    const server = await running(place.folder)
    const { body: { runId } } = await post(`${server.url}/v1/runs`, key, { job: 'all' })
    const look = async (url: string) => (await (await fetch(`${url}/v1/runs/${String(runId)}`, { headers: { authorization: `Bearer ${key}` } })).json()) as { status: string; attempts: number; jobs: { status: string }[] }
    await until(async () => (await look(server.url)).status === 'running', 20_000)
    server.child.kill('SIGKILL')
    await server.ended
    await until(() => postgresPid(place.folder) === null, 15_000)
    const again = await running(place.folder)
    await until(async () => (await look(again.url)).status === 'succeeded', 90_000)
    const run = await look(again.url)
    expect(run.attempts).toBeGreaterThanOrEqual(2)
    expect(run.jobs.map((job) => job.status)).not.toContain('failed')
    const store = await openStore({ folder: path.join(place.folder, 'postgres') }, 1)
    const [{ runs, published }] = await store.sql<{ runs: number; published: number }[]>`
      select (select count(*)::int from persona_runs where run_id = ${String(runId)} and completed_at is not null) runs, (select count(*)::int from artefacts where status = 'published') published`
    await store.close()
    expect({ runs, published }).toEqual({ runs: 1, published: 1 })
    again.child.kill('SIGTERM')
    await again.ended
  }, 240_000)
})
