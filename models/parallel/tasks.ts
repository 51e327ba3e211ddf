import { gemmRows } from './gemmRows.ts'
import { spmmRows } from './spmmRows.ts'
import type { Task } from './work.ts'

/** Everything that threads can be asked to do. */
export const tasks = {
  gemmRows,
  spmmRows,
} satisfies Record<string, Task>

export type TaskName = keyof typeof tasks

export const taskNames = Object.keys(tasks) as TaskName[]
