import type { Kernels } from '../kernels/kernels.ts'
import { plainKernels } from '../kernels/plain.ts'
import { createArena } from './arena.ts'
import type { Arena } from './arena.ts'
import { tasks } from './tasks.ts'
import type { Compute, Engine, Place } from './work.ts'

/** Computes in this thread. Without arguments in typed arrays, which needs nothing from outside. */
export function computeAlone(arena: Arena = createArena(), kernels: Kernels = plainKernels(arena.memory), engine: Engine = 'typed arrays'): Compute {
  return {
    arena,
    kernels,
    engine,
    threads: 1,
    run: ({ task, items, chunk, args, scratch }) => arena.within(() => {
      const place = placeOf(arena.memory, kernels, arena.bytes(scratch))
      for (let lo = 0; lo < items; lo += chunk) tasks[task](place, lo, Math.min(items, lo + chunk), args)
    }),
  }
}

export function placeOf(memory: WebAssembly.Memory, kernels: Kernels, scratch: number): Place {
  return { kernels, f: new Float32Array(memory.buffer), i: new Int32Array(memory.buffer), scratch }
}
