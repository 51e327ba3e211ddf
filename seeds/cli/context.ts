import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readConfig, type Config } from '../../engine/config.ts'
import { openStore, type Store } from '../../engine/store/connect.ts'
import { migrateStore } from '../../engine/store/migrate.ts'

/** Opens the configured database, brought up to this version's schema, for one command. */
export async function withStore<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const store = await openStore(config.store)
  try {
    await migrateStore(store)
    return await work(store, config)
  } finally {
    await store.close()
  }
}

/** Highest resident memory of this process so far, in MB (2²⁰ bytes). The embedded database is a process of its own and not in it. */
export function peakMemoryMB(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

/** Seconds that this process has spent on all processors. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Gives memory back now, so that what follows is measured by itself. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** Seconds since `started` (performance.now()), to the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000
}

export const clock = () => new Date()

/** Resolves on the first SIGINT or SIGTERM. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const hold = setInterval(() => {}, 2 ** 30)
    const stop = () => { clearInterval(hold); resolve() }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
