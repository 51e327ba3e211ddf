import { cooccurrenceRows } from '../cooccurrence/tasks.ts'
import { easeGram, easeLists, easePanel, easeUpdate } from '../ease/tasks.ts'
import { filterBlocks } from '../graphFilter/blocks.ts'
import { productListRows } from '../ials/factorLists.ts'
import { ialsRows } from '../ials/ialsRows.ts'
import { clusterRows } from '../kmeans/clusterTask.ts'
import { transitionRows } from '../sessions/transitionRows.ts'
import { gemmRows } from './gemmRows.ts'
import { spmmRows } from './spmmRows.ts'
import type { Task } from './work.ts'

/** Everything that threads can be asked to do. */
export const tasks = {
  clusterRows,
  cooccurrenceRows,
  easeGram,
  easeLists,
  easePanel,
  easeUpdate,
  filterBlocks,
  gemmRows,
  ialsRows,
  productLists: productListRows,
  spmmRows,
  transitionRows,
} satisfies Record<string, Task>

export type TaskName = keyof typeof tasks

export const taskNames = Object.keys(tasks) as TaskName[]
