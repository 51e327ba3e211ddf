import type { Kernels } from '../kernels/kernels.ts'
import type { Arena } from './arena.ts'
import type { TaskName } from './tasks.ts'

/** Where a task runs: the kernels on the shared memory, views of all of it, and scratch of this thread's own. */
export type Place = {
  readonly kernels: Kernels
  readonly f: Float32Array
  readonly i: Int32Array
  readonly scratch: number
}

/** Does the items lo..hi−1 of a job. Arguments are numbers and addresses, so that they cross threads without a message. */
export type Task = (place: Place, lo: number, hi: number, args: ArrayLike<number>) => void

export type Job = {
  readonly task: TaskName
  /** Items 0..items−1, handed out in chunks to whoever is free. What a chunk yields must not depend on the others. */
  readonly items: number
  readonly chunk: number
  /** At most `mostArguments`. */
  readonly args: readonly number[]
  /** Bytes of scratch for each thread. */
  readonly scratch: number
}

/** Something that computes: alone, or with a team of threads. */
export type Compute = {
  readonly arena: Arena
  readonly kernels: Kernels
  /** What the kernels run on, for the record of a fit: results differ in the last bits. */
  readonly engine: Engine
  readonly threads: number
  /** Returns when the whole job is done. */
  readonly run: (job: Job) => void
}

export type Engine = 'relaxed SIMD' | 'SIMD' | 'typed arrays'

export const mostArguments = 40
