import type { JobQueue } from '../engine/worker/queue.ts'
import type { Store } from '../engine/store/connect.ts'

/** What every route may use. Routes take engine functions by import; only what holds state or time is handed in. */
export type Deps = {
  readonly store: Store
  readonly now: () => Date
  /** Where runs are asked for; without it they are refused as unavailable. */
  readonly queue?: JobQueue
  /** The built console's files. */
  readonly consoleFolder?: string
}
