import { placeOf } from './alone.ts'
import { boardAt, giveUp, read, serve, take } from './board.ts'
import type { Board } from './board.ts'
import { loadKernels } from './loadKernels.ts'
import { tasks } from './tasks.ts'
import type { Place } from './work.ts'

/** What a worker thread is started with: where the board lies in the memory, which thread it is, where the kernels are. */
export type ThreadStart = { readonly memory: WebAssembly.Memory; readonly board: number; readonly thread: number; readonly folder: string }

/** Serves the board until it is closed. */
export function runThread({ memory, board: address, thread, folder }: ThreadStart): void {
  const loaded = loadKernels(folder, memory)
  if (loaded === null) throw new Error(`There are no kernels in ${folder}.`)
  const board = boardAt(memory.buffer, address)
  serve(board, () => takePart(board, thread, (scratch) => placeOf(memory, loaded.kernels, scratch)))
}

/** Takes chunks of the posted job until there are none. An error ends the job for everybody and is thrown on. */
export function takePart(board: Board, thread: number, placeAt: (scratch: number) => Place): void {
  try {
    const { task, items, chunk, scratch, args } = read(board, thread)
    const place = placeAt(scratch)
    for (let lo = take(board, chunk); lo < items; lo = take(board, chunk)) tasks[task](place, lo, Math.min(items, lo + chunk), args)
  } catch (error) {
    giveUp(board)
    throw error
  }
}
