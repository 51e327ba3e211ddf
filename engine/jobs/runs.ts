import { desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { audit } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import { isUuid, newId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { runs } from '../store/schema/learning.ts'

/** The batch jobs in the order in which one builds on the other; `all` is the lot. */
export const JOBS = ['features', 'personas', 'recommender', 'segments', 'offers', 'journeys'] as const
export type Job = (typeof JOBS)[number]
export const RunnableJob = z.enum(['all', ...JOBS])
export type RunnableJob = z.infer<typeof RunnableJob>

/** One job of a run: what it found, in plain values, without personal data. */
export type RunStep = {
  readonly job: Job
  readonly status: 'succeeded' | 'failed' | 'skipped'
  readonly seconds: number
  readonly summary: { readonly [name: string]: unknown }
}

export type Run = {
  readonly runId: RunId
  readonly job: RunnableJob
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed'
  readonly asOf: Date
  readonly seed: number
  readonly attempts: number
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly steps: readonly RunStep[]
  readonly error: string | null
}

export type RunWish = { readonly job: RunnableJob; readonly asOf?: Date; readonly seed?: number; readonly runId?: RunId }

/** Seed of a run nobody gave one. */
const DEFAULT_SEED = 20_260_101
/** Data without an event for this long is looked at as of its last event. */
const STALE_MS = 90 * 86_400_000

function toRun(row: typeof runs.$inferSelect): Run {
  return {
    runId: row.runId as RunId, job: row.job as RunnableJob, status: row.status, asOf: row.asOf, seed: row.seed, attempts: row.attempts, createdAt: row.createdAt,
    startedAt: row.startedAt, finishedAt: row.finishedAt, steps: row.steps as RunStep[], error: row.error,
  }
}

/** Today, or for data that ended long ago the moment of its last event. */
export async function defaultAsOf(store: Store, now: Date): Promise<Date> {
  const [{ last }] = await store.sql<{ last: Date | null }[]>`select max(occurred_at) last from events`
  return last !== null && now.getTime() - last.getTime() > STALE_MS ? last : now
}

/** Writes a run down as queued. A wish with a runId already written is that run (a queue may hand out a job twice). */
export async function createRun(store: Store, wish: RunWish, actor: string, now: Date): Promise<Run> {
  if (wish.asOf !== undefined && wish.asOf > now) throw new LotseError('input', 'as_of_in_future', 'asOf must not lie in the future.', [{ path: 'asOf', message: 'lies in the future' }])
  const runId = wish.runId ?? newId<RunId>(now)
  const asOf = wish.asOf ?? await defaultAsOf(store, now)
  const made = await store.db.insert(runs)
    .values({ runId, job: wish.job, status: 'queued', asOf, seed: wish.seed ?? DEFAULT_SEED, attempts: 0, actor, createdAt: now, steps: [] })
    .onConflictDoNothing().returning()
  if (made.length === 0) return getRun(store, runId)
  await audit(store, { actor, action: 'run.requested', subject: runId, detail: { job: wish.job } }, now)
  return toRun(made[0])
}

export async function getRun(store: Store, runId: string): Promise<Run> {
  const [row] = isUuid(runId) ? await store.db.select().from(runs).where(eq(runs.runId, runId)) : []
  if (row === undefined) throw new LotseError('missing', 'run_unknown', 'There is no run with this id. GET /v1/runs lists them.')
  return toRun(row)
}

/** Newest first; `before` is the runId that the page before ended with. */
export async function listRuns(store: Store, limit: number, before: string | null): Promise<Run[]> {
  if (before !== null && !isUuid(before)) throw new LotseError('input', 'cursor_invalid', 'This cursor is not one of ours: start again without it.', [{ path: 'cursor', message: 'unknown' }])
  const rows = await store.db.select().from(runs).where(before === null ? undefined : lt(runs.runId, before)).orderBy(desc(runs.runId)).limit(limit)
  return rows.map(toRun)
}

export async function markStarted(store: Store, run: Run, now: Date): Promise<void> {
  await store.db.update(runs).set({ status: 'running', startedAt: now, attempts: run.attempts + 1, steps: [], error: null, finishedAt: null }).where(eq(runs.runId, run.runId))
}

export async function markStep(store: Store, runId: RunId, steps: readonly RunStep[]): Promise<void> {
  await store.db.update(runs).set({ steps }).where(eq(runs.runId, runId))
}

export async function markFinished(store: Store, runId: RunId, outcome: { status: 'succeeded' } | { status: 'failed'; error: string }, now: Date): Promise<void> {
  await store.db.update(runs).set({ status: outcome.status, finishedAt: now, error: outcome.status === 'failed' ? outcome.error : null }).where(eq(runs.runId, runId))
}
