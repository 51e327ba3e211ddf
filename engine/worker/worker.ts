import { Worker as Thread } from 'node:worker_threads'
import { UnrecoverableError, type Job } from 'bullmq'
import { eventIdOf, type RunId } from '../ids.ts'
import { LotseError } from '../errors.ts'
import { abandonedRuns } from '../jobs/lock.ts'
import { createRun, getRun, markFinished } from '../jobs/runs.ts'
import type { Store } from '../store/connect.ts'
import { openWorker, RunPayload, type JobQueue, type QueueTarget } from './queue.ts'
import type { ThreadMessage, ThreadOrder } from './runThread.ts'

export type WorkerOptions = {
  readonly store: Store
  readonly target: QueueTarget
  readonly queue: JobQueue
  readonly clock: () => Date
  /** The built runThread module: arithmetic runs beside the event loop, which goes on answering and keeping the job's lock. */
  readonly thread: URL
  readonly log: (words: { readonly [name: string]: string | number }) => void
}

/** Takes runs from the queue until closed; runs whose process was killed are put back first. */
export async function startWorker(options: WorkerOptions): Promise<{ close: () => Promise<void> }> {
  const { store, target, queue, log } = options
  const onError = (error: Error) => log({ event: 'queue error', error: error.name, code: (error as { code?: string }).code ?? '' })
  await recoverRuns(options)
  await queue.schedule()
  const threads = new Set<Thread>()
  const worker = await openWorker(target, async (job) => {
    const payload = RunPayload.parse(job.data)
    const runId = await runOf(store, job, payload, options.clock())
    await inThread(options, runId, threads, (share) => { void job.updateProgress(Math.round(share * 100)).catch(onError) })
  }, onError)
  return {
    close: async () => {
      // What is half done is handed back by ending it: another worker, or this one at its next start, executes it again.
      await Promise.all([...threads].map((thread) => thread.terminate()))
      await worker.close()
    },
  }
}

/** A scheduled job has no run yet; its id makes one, always the same, however often the job is handed out. */
async function runOf(store: Store, job: Job<RunPayload>, payload: RunPayload, now: Date): Promise<RunId> {
  if (payload.runId !== undefined) return payload.runId as RunId
  const runId = eventIdOf(`scheduled run ${job.id}`) as string as RunId
  return (await createRun(store, { job: payload.job, runId }, 'schedule', now)).runId
}

async function recoverRuns({ store, queue, clock, log }: WorkerOptions): Promise<void> {
  for (const runId of await abandonedRuns(store)) {
    const run = await getRun(store, runId)
    log({ event: 'run found abandoned', run: runId, attempts: run.attempts })
    if (run.attempts >= 5) await markFinished(store, runId, { status: 'failed', error: 'its process ended five times before it was done' }, clock())
    else await queue.enqueue(run)
  }
}

function inThread(options: WorkerOptions, runId: RunId, threads: Set<Thread>, onProgress: (share: number) => void): Promise<void> {
  const order: ThreadOrder = { connection: options.store.connection, runId }
  const thread = new Thread(options.thread, { workerData: order })
  threads.add(thread)
  return new Promise<void>((resolve, reject) => {
    thread.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') onProgress(message.share)
      else if (message.type === 'done') resolve()
      else reject(message.retry ? new Error(message.words) : new UnrecoverableError(message.words))
    })
    thread.on('error', reject)
    thread.on('exit', (code) => {
      threads.delete(thread)
      reject(new LotseError('unavailable', 'run_interrupted', `The run's thread ended with ${code} before it was done.`))
    })
  })
}
