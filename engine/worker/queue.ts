import { createPostgresBackend, Queue, withBackend, Worker, type Job, type Processor } from 'bullmq'
import { z } from 'zod'
import { createRun, RunnableJob, type Run, type RunWish } from '../jobs/runs.ts'
import type { Store, StoreConnection } from '../store/connect.ts'

const NAME = 'lotse'

/** What travels through the queue: which run to execute. A scheduled job carries no runId; its run is written down when it starts. */
export const RunPayload = z.object({ job: RunnableJob, runId: z.uuid().optional() })
export type RunPayload = z.infer<typeof RunPayload>

/** Redis where REDIS_URL names one, else the PostgreSQL that holds everything. */
export type QueueTarget = { readonly redisUrl: string } | { readonly postgres: StoreConnection }

/** What runs without being asked, in UTC. */
const SCHEDULES: readonly { id: string; pattern: string; payload: RunPayload }[] = [
  { id: 'nightly', pattern: '0 3 * * *', payload: { job: 'all' } },
  { id: 'segments-hourly', pattern: '17 * * * *', payload: { job: 'segments' } },
]

const ATTEMPTS = { attempts: 3, backoff: { type: 'exponential', delay: 2000 }, removeOnComplete: { count: 200 }, removeOnFail: { count: 200 } } as const

/** A job whose worker fell silent this long is given to another. The worker's thread only waits, so its heartbeat does not stutter. */
const SILENCE = { lockDuration: 15_000, stalledInterval: 5000, maxStalledCount: 5 } as const

export type JobQueue = {
  /** Writes the run down, then hands it to a worker. Handing it over twice executes it once. */
  readonly request: (wish: RunWish, actor: string, now: Date) => Promise<Run>
  readonly enqueue: (run: Pick<Run, 'runId' | 'job'>) => Promise<void>
  readonly schedule: () => Promise<void>
  readonly close: () => Promise<void>
}

const PostgresClasses = withBackend(createPostgresBackend)

/** BullMQ keeps its tables in a schema of its own; it may create them on its first connection. */
function pgConfig(connection: StoreConnection, max: number) {
  const where = 'url' in connection ? { connectionString: connection.url } : connection
  return { ...where, schema: 'bullmq', migrate: true, max }
}

export async function openQueue(store: Store, target: QueueTarget, onError: (error: Error) => void): Promise<JobQueue> {
  const queue = 'redisUrl' in target
    ? new Queue<RunPayload>(NAME, { connection: { url: target.redisUrl, maxRetriesPerRequest: 3 }, defaultJobOptions: ATTEMPTS })
    : new PostgresClasses.Queue<RunPayload>(NAME, { connection: pgConfig(target.postgres, 2), defaultJobOptions: ATTEMPTS })
  queue.on('error', onError)
  await queue.waitUntilReady()
  const enqueue = async (run: Pick<Run, 'runId' | 'job'>) => {
    await queue.add(run.job, { job: run.job, runId: run.runId }, { jobId: run.runId })
  }
  return {
    enqueue,
    request: async (wish, actor, now) => {
      const run = await createRun(store, wish, actor, now)
      await enqueue(run)
      return run
    },
    schedule: async () => {
      for (const { id, pattern, payload } of SCHEDULES) await queue.upsertJobScheduler(id, { pattern, tz: 'UTC' }, { name: payload.job, data: payload, opts: ATTEMPTS })
    },
    close: () => queue.close(),
  }
}

export type QueueWorker = { readonly close: () => Promise<void> }

/** Takes jobs one at a time. `work` may be called twice with the same job. */
export async function openWorker(target: QueueTarget, work: (job: Job<RunPayload>) => Promise<void>, onError: (error: Error) => void): Promise<QueueWorker> {
  const processor: Processor<RunPayload, void> = (job) => work(job)
  const worker = 'redisUrl' in target
    ? new Worker<RunPayload, void>(NAME, processor, { connection: { url: target.redisUrl, maxRetriesPerRequest: null }, concurrency: 1, ...SILENCE })
    : new PostgresClasses.Worker<RunPayload, void>(NAME, processor, { connection: pgConfig(target.postgres, 3), concurrency: 1, ...SILENCE })
  worker.on('error', onError)
  await worker.waitUntilReady()
  return { close: () => worker.close() }
}
