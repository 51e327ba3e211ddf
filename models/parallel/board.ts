import { taskNames } from './tasks.ts'
import type { TaskName } from './tasks.ts'
import { mostArguments } from './work.ts'
import type { Job } from './work.ts'

/**
 * Where a job is written up for all threads. The round is odd while nobody may start: the writer makes it odd, waits until
 * nobody is at work, writes, makes it even. A worker first signs in and then looks at the round, so it either sees an odd
 * round and signs out or is seen by the writer, who waits. Chunks are taken by one atomic addition: whoever is done early takes more.
 */
export type Board = { readonly words: Int32Array; readonly numbers: Float64Array }

const round = 0
const active = 1
const next = 2
const failed = 3
const closed = 4
const numbersAt = 64 // bytes
export const boardBytes = numbersAt + 8 * (5 + mostArguments)

export function boardAt(buffer: ArrayBufferLike, address: number): Board {
  return { words: new Int32Array(buffer, address, 8), numbers: new Float64Array(buffer, address + numbersAt, 5 + mostArguments) }
}

export function lock({ words }: Board): void {
  Atomics.add(words, round, 1)
  for (let busy = Atomics.load(words, active); busy > 0; busy = Atomics.load(words, active)) Atomics.wait(words, active, busy)
}

/** Writes the job on a locked board and lets everybody start. */
export function post({ words, numbers }: Board, { task, items, chunk, args, scratch }: Job, scratchAt: number): void {
  if (args.length > mostArguments) throw new RangeError(`A job takes ${mostArguments} arguments, not ${args.length}.`)
  numbers.set([taskNames.indexOf(task), items, chunk, scratchAt, scratch, ...args])
  Atomics.store(words, next, 0)
  Atomics.store(words, failed, 0)
  Atomics.add(words, round, 1)
  Atomics.notify(words, round)
}

export function close({ words }: Board): void {
  Atomics.store(words, closed, 1)
  Atomics.add(words, round, 1) // so that nobody goes to sleep who has not seen it
  Atomics.notify(words, round)
}

export type Posted = { readonly task: TaskName; readonly items: number; readonly chunk: number; readonly scratch: number; readonly args: Float64Array }

/** The job as thread number `thread` sees it. */
export function read({ numbers }: Board, thread: number): Posted {
  const [task, items, chunk, scratchAt, scratch] = numbers
  return { task: taskNames[task], items, chunk, scratch: scratchAt + thread * scratch, args: numbers.subarray(5) }
}

/** The first item of the next chunk, at or beyond the end when there is none. */
export function take({ words }: Board, chunk: number): number {
  return Atomics.add(words, next, 1) * chunk
}

/** Ends the job for all: nobody takes another chunk. */
export function giveUp({ words }: Board): void {
  Atomics.store(words, failed, 1)
  Atomics.store(words, next, 0x3fffffff)
}

export function hasFailed({ words }: Board): boolean {
  return Atomics.load(words, failed) === 1
}

/** Calls `work` once per posted job until the board is closed; blocks the thread in between. */
export function serve(board: Board, work: () => void): void {
  const { words } = board
  for (let seen = 0; Atomics.load(words, closed) === 0;) {
    Atomics.add(words, active, 1)
    const now = Atomics.load(words, round)
    try {
      if (now % 2 === 0 && now !== seen) work()
    } finally {
      Atomics.sub(words, active, 1)
      Atomics.notify(words, active)
    }
    seen = now
    Atomics.wait(words, round, now)
  }
}
