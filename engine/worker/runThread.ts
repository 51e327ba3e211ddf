import { parentPort, workerData } from 'node:worker_threads'
import { LotseError } from '../errors.ts'
import type { RunId } from '../ids.ts'
import { executeRun } from '../jobs/execute.ts'
import { connect, type StoreConnection } from '../store/connect.ts'

/** One run, executed in a thread with a database connection of its own. */
export type ThreadOrder = { readonly connection: StoreConnection; readonly runId: RunId }

export type ThreadMessage =
  | { readonly type: 'progress'; readonly job: string; readonly share: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly words: string; readonly retry: boolean }

async function work(order: ThreadOrder, say: (message: ThreadMessage) => void): Promise<void> {
  const store = await connect(order.connection, 4, async () => {})
  try {
    await executeRun(store, order.runId, () => new Date(), (job, share) => say({ type: 'progress', job, share }))
    say({ type: 'done' })
  } catch (error) {
    // Input that does not fit stays unfit: only what may pass is tried again. Words of other libraries may carry values and stay here.
    const own = error instanceof LotseError ? error : null
    say({ type: 'failed', words: own?.message ?? (error as Error).name, retry: own === null || own.kind === 'unavailable' || own.code === 'run_busy' })
  } finally {
    await store.close()
  }
}

if (parentPort !== null) {
  const port = parentPort
  await work(workerData as ThreadOrder, (message) => port.postMessage(message))
}
