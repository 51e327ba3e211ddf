import { LotseError } from '../errors.ts'
import { sweepErased } from '../exports/sweepErased.ts'
import type { RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { holdingRun } from './lock.ts'
import { getRun, JOBS, markFinished, markStarted, markStep, type Job, type Run, type RunStep } from './runs.ts'
import { STEPS } from './steps.ts'

/** How far a run is: the job it is at, a share from 0 to 1, and words for a person. */
export type Progress = (job: Job, share: number, words: string) => void

/**
 * Works through a run. Harmless to repeat: every job writes under the run's id and what it makes becomes current in one transaction at its
 * end, so a run that was killed half-way is simply executed again. A job that has too little to work on is skipped, and says why.
 */
export async function executeRun(store: Store, runId: RunId, clock: () => Date, progress: Progress): Promise<Run> {
  return holdingRun(store, runId, async () => {
    const run = await getRun(store, runId)
    if (run.status === 'succeeded') return run
    await markStarted(store, run, clock())
    const steps: RunStep[] = []
    try {
      for (const job of run.job === 'all' ? JOBS : [run.job]) {
        steps.push(await step(store, run, job, clock, progress))
        await markStep(store, runId, steps)
      }
    } catch (error) {
      await markFinished(store, runId, { status: 'failed', error: wordsOf(error) }, clock())
      throw error
    } finally {
      // Somebody erased while the run was reading may have been written by a step that ended well.
      await sweepErased(store, run.createdAt)
    }
    await markFinished(store, runId, { status: 'succeeded' }, clock())
    return getRun(store, runId)
  })
}

async function step(store: Store, run: Run, job: Job, clock: () => Date, progress: Progress): Promise<RunStep> {
  const started = performance.now()
  const seconds = () => Math.round(performance.now() - started) / 1000
  try {
    const summary = await STEPS[job]({ store, run, clock, progress: (share, words) => progress(job, share, words) })
    progress(job, 1, 'done')
    return { job, status: 'succeeded', seconds: seconds(), summary }
  } catch (error) {
    if (!(error instanceof LotseError) || error.kind !== 'conflict') throw error
    progress(job, 1, `skipped: ${error.message}`)
    return { job, status: 'skipped', seconds: seconds(), summary: { code: error.code, reason: error.message } }
  }
}

/** What may be kept of an error: our own words, or the kind of somebody else's (a database's message carries values). */
function wordsOf(error: unknown): string {
  if (error instanceof LotseError) return `${error.code}: ${error.message}`
  const { name, code } = error as { name?: string; code?: string }
  return `${name ?? 'Error'}${code === undefined ? '' : ` ${code}`}`
}
