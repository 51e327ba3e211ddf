import { availableParallelism } from 'node:os'
import type { Compute, Engine } from '../../../models/parallel/work.ts'
import { openTeam } from '../../../models/parallel/team.ts'

const mostThreads = 4

/** Computes with the processors there are, and lets the threads go. */
export async function withTeam<T>(work: (compute: Compute) => T): Promise<T> {
  const team = openTeam(Math.min(mostThreads, availableParallelism()))
  try {
    return work(team)
  } finally {
    await team.close()
  }
}

/** What the kernels run on here; results differ in the last bits between engines. */
export function engineHere(): Engine {
  return openTeam(1).engine
}
