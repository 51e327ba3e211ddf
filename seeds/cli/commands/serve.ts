import { fileURLToPath } from 'node:url'
import { existsSync } from 'node:fs'
import type { Config } from '../../../engine/config.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { openQueue, type JobQueue, type QueueTarget } from '../../../engine/worker/queue.ts'
import { startWorker } from '../../../engine/worker/worker.ts'
import { buildServer } from '../../../api/server.ts'
import type { LotseCommand } from '../command.ts'
import { clock, untilStopped, withStore } from '../context.ts'

const THREAD = new URL('./runThread.js', import.meta.url)
const CONSOLE = fileURLToPath(new URL('./console', import.meta.url))

/** Lines of the queue and the worker: names and numbers only. */
function logLine(words: { readonly [name: string]: string | number }): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...words })}\n`)
}

function targetOf(store: Store, config: Config): QueueTarget {
  return config.redisUrl === null ? { postgres: store.connection } : { redisUrl: config.redisUrl }
}

const onQueueError = (error: Error) => logLine({ event: 'queue error', error: error.name, code: (error as { code?: string }).code ?? '' })

export type Serving = { readonly url: string; readonly queue: JobQueue; readonly close: () => Promise<void> }

/** The API and console on HOST:PORT; with a worker that executes runs in a thread of this process unless told otherwise. */
export async function serve(store: Store, config: Config, options: { worker: boolean }): Promise<Serving> {
  const queue = await openQueue(store, targetOf(store, config), onQueueError)
  const app = await buildServer({ store, now: clock, logLevel: config.logLevel, secret: config.secret ?? undefined, queue, consoleFolder: existsSync(CONSOLE) ? CONSOLE : undefined })
  const url = await app.listen({ host: config.host, port: config.port })
  const worker = options.worker ? await startWorker({ store, target: targetOf(store, config), queue, clock, thread: THREAD, log: logLine }) : null
  return {
    url, queue,
    close: async () => {
      await app.close()
      await worker?.close()
      await queue.close()
    },
  }
}

export const serveCommand: LotseCommand = {
  usage: 'serve',
  description: 'the API and the console, with a worker in the process',
  options: [['--no-worker', 'leave the batch jobs to lotse worker']],
  run: async (output, _given, options) => {
    await withStore(async (store, config) => {
      const serving = await serve(store, config, { worker: options.worker !== false })
      output.result({ url: serving.url, console: `${serving.url}/console` }, () => [`API      ${serving.url}`, `Console  ${serving.url}/console`, `API docs ${serving.url}/docs`])
      await untilStopped()
      await serving.close()
    })
  },
}

export const workerCommand: LotseCommand = {
  usage: 'worker',
  description: 'a worker alone: takes runs from the queue and executes them',
  run: async (output) => {
    await withStore(async (store, config) => {
      const queue = await openQueue(store, targetOf(store, config), onQueueError)
      const worker = await startWorker({ store, target: targetOf(store, config), queue, clock, thread: THREAD, log: logLine })
      output.result({ worker: 'ready' }, () => ['Waiting for runs. Stop with Ctrl-C.'])
      await untilStopped()
      await worker.close()
      await queue.close()
    })
  },
}
