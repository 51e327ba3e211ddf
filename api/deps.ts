import type { Store } from '../engine/store/connect.ts'

/** What every route may use. Routes take engine functions by import; only what holds state or time is handed in. */
export type Deps = {
  readonly store: Store
  readonly now: () => Date
}
