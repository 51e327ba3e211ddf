import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getRun } from '../jobs/runs.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { openQueue, openWorker, type QueueTarget } from './queue.ts'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 25_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) if (await what()) return
  throw new Error('it did not happen')
}

const never = (error: Error) => { throw error }

/** What every backend must do. */
function contract(target: () => QueueTarget, store: () => Store): void {
  it('hands a run to a worker, with the run written down before', async () => {
    const queue = await openQueue(store(), target(), never)
    const taken: string[] = []
    const worker = await openWorker(target(), async (job) => { taken.push(String(job.data.runId)) }, never)
    const run = await queue.request({ job: 'segments' }, 'test', new Date())
    expect((await getRun(store(), run.runId)).status).toBe('queued')
    await until(() => taken.includes(run.runId))
    await worker.close()
    await queue.close()
  }, 40_000)

  it('hands out a run once however often it is enqueued', async () => {
    const queue = await openQueue(store(), target(), never)
    const run = await queue.request({ job: 'features' }, 'test', new Date())
    await queue.enqueue(run)
    await queue.enqueue(run)
    const taken: string[] = []
    const worker = await openWorker(target(), async (job) => { taken.push(String(job.data.runId)) }, never)
    const last = await queue.request({ job: 'features' }, 'test', new Date())
    await until(() => taken.includes(last.runId))
    expect(taken.filter((id) => id === run.runId)).toHaveLength(1)
    await worker.close()
    await queue.close()
  }, 40_000)

  it('tries again what failed', async () => {
    const queue = await openQueue(store(), target(), never)
    let tries = 0
    const worker = await openWorker(target(), async () => {
      tries++
      if (tries === 1) throw new Error('the first time')
    }, never)
    await queue.request({ job: 'journeys' }, 'test', new Date())
    await until(() => tries === 2)
    await worker.close()
    await queue.close()
  }, 40_000)

  it('keeps one schedule of a name however often it is set', async () => {
    const queue = await openQueue(store(), target(), never)
    await queue.schedule()
    await expect(queue.schedule()).resolves.toBeUndefined()
    await queue.close()
  }, 40_000)
}

describe('the queue on PostgreSQL', () => {
  let store: Store
  beforeAll(async () => { store = await createTestStore() })
  afterAll(async () => { await store.close() })
  contract(() => ({ postgres: store.connection }), () => store)
})

describe.skipIf(!hasRedis)('the queue on Redis (needs redis-server)', () => {
  let store: Store
  let redis: ChildProcess
  let url: string
  beforeAll(async () => {
    store = await createTestStore()
    const port = await freePort()
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await new Promise<void>((resolve) => redis.stdout?.on('data', (chunk: Buffer) => { if (chunk.toString().includes('Ready to accept')) resolve() }))
    url = `redis://127.0.0.1:${port}`
  })
  afterAll(async () => {
    redis.kill()
    await store.close()
  })
  contract(() => ({ redisUrl: url }), () => store)
})
