import { LotseError } from '../../../engine/errors.ts'
import { executeRun } from '../../../engine/jobs/execute.ts'
import { createRun, RunnableJob, type Run } from '../../../engine/jobs/runs.ts'
import type { Store } from '../../../engine/store/connect.ts'
import type { LotseCommand } from '../command.ts'
import { clock, peakMemoryMB, withStore } from '../context.ts'
import type { Output } from '../output.ts'

/** Executes a run in this process, a bar a job. */
export async function runNow(store: Store, wish: { job: RunnableJob; asOf?: Date; seed?: number }, output: Output): Promise<Run> {
  const { runId } = await createRun(store, wish, 'cli', clock())
  let at: { job: string; bar: ReturnType<Output['bar']> } | null = null
  return executeRun(store, runId, clock, (job, share, words) => {
    if (at?.job !== job) at = { job, bar: output.bar(job) }
    if (share >= 1) at.bar.stop(words)
    else at.bar.update(share, words)
  })
}

export function readDate(text: string, name: string): Date {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new LotseError('input', 'wrong_date', `${name} needs a date such as 2026-01-31 or 2026-01-31T12:00:00Z.`)
  return date
}

export function readWhole(text: string, name: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 0) throw new LotseError('input', 'wrong_number', `${name} needs a whole number of 0 or more.`)
  return n
}

export const runCommand: LotseCommand = {
  usage: 'run [job]',
  description: `batch jobs: ${RunnableJob.options.join(', ')} (all when none is named)`,
  options: [['--as-of <date>', 'look at the data as of this moment'], ['--seed <n>', 'seed of everything random']],
  run: async (output, [job], options) => {
    const wanted = RunnableJob.safeParse(job ?? 'all')
    if (!wanted.success) throw new LotseError('input', 'unknown_job', `There is no job ${String(job)}. Jobs are ${RunnableJob.options.join(', ')}.`)
    const run = await withStore((store) => runNow(store, {
      job: wanted.data,
      ...(typeof options.asOf === 'string' ? { asOf: readDate(options.asOf, '--as-of') } : {}),
      ...(typeof options.seed === 'string' ? { seed: readWhole(options.seed, '--seed') } : {}),
    }, output))
    output.result({ runId: run.runId, asOf: run.asOf.toISOString(), seed: run.seed, jobs: run.steps.map(({ job: name, status, seconds, summary }) => ({ job: name, status, seconds, ...summary })), peakMemoryMB: peakMemoryMB() },
      () => run.steps.map((step) => `${step.job.padEnd(12)} ${step.status.padEnd(10)} ${step.seconds.toFixed(1)} s  ${JSON.stringify(step.summary)}`))
  },
}
