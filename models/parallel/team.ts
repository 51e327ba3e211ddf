import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { createArena } from './arena.ts'
import { computeAlone, placeOf } from './alone.ts'
import { boardAt, boardBytes, close, hasFailed, lock, post } from './board.ts'
import { loadKernels } from './loadKernels.ts'
import { takePart, type ThreadStart } from './thread.ts'
import type { Compute } from './work.ts'

/** A Compute with threads, to be closed. */
export type Team = Compute & { readonly close: () => Promise<void> }

/**
 * Compiled kernels and worker threads where the built program is there (`npm run build`), else typed arrays in this thread, the same results to rounding.
 * threads counts the caller, who works too and is blocked meanwhile: call it off the event loop.
 */
export function openTeam(threads: number, folder = builtFolder()): Team {
  const arena = createArena()
  const loaded = folder === null ? null : loadKernels(folder, arena.memory)
  if (folder === null || loaded === null) return { ...computeAlone(arena), close: async () => {} }
  const { kernels, engine } = loaded
  const board = boardAt(arena.memory.buffer, arena.bytes(boardBytes))
  const failures: unknown[] = []
  const workers = Array.from({ length: threads - 1 }, (_, k) => {
    const start: ThreadStart = { memory: arena.memory, board: board.words.byteOffset, thread: k + 1, folder }
    const worker = new Worker(path.join(folder, 'kernelThread.js'), { workerData: start })
    worker.once('error', (error) => failures.push(error))
    worker.unref()
    return worker
  })
  lock(board)
  return {
    arena,
    kernels,
    engine,
    threads,
    run: (job) => arena.within(() => {
      if (failures.length > 0) throw new Error('A thread of the team has died.', { cause: failures[0] })
      post(board, job, arena.bytes(threads * job.scratch))
      try {
        takePart(board, 0, (scratch) => placeOf(arena.memory, kernels, scratch))
      } finally {
        lock(board)
      }
      if (hasFailed(board)) throw new Error(`A thread failed in ${job.task}.`)
    }),
    close: async () => {
      close(board)
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Where the build has put the kernels, whether this module runs from the bundle or from the sources; null when it has not run. */
function builtFolder(): string | null {
  const places = [new URL('.', import.meta.url), new URL('../../dist/', import.meta.url)].map((url) => fileURLToPath(url))
  return places.find((place) => existsSync(path.join(place, 'kernelThread.js'))) ?? null
}
