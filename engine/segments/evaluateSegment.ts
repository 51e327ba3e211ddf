import { admitPopulation, type PopulationPermit } from '../consent/population.ts'
import { holdOffErasure } from '../customers/erasureLock.ts'
import { LotseError } from '../errors.ts'
import { newId, type RunId, type SnapshotId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { compileRule } from './compile.ts'
import { getSegment, listSegments } from './readSegments.ts'
import { resolveRule } from './resolve.ts'
import type { Segment, Snapshot } from './segment.ts'

/** Who may be looked at: those who allow a profile, and, asked only when a rule needs it, who allows their precise place (for where a city lies). */
type Population = { readonly profiling: PopulationPermit<'personalize.content.profiling'>; readonly precise: () => Promise<PopulationPermit<'location.precise'>> }

/** Times: `asOf` up to when events count; `now` when consent is asked and the answer is dated. */
export type Moment = { readonly asOf: Date; readonly now: Date }

/** Answers a segment's rule and freezes the answer. Consent is asked anew. Throws `segment_unknown`. */
export async function evaluateSegment(store: Store, key: string, moment: Moment): Promise<Snapshot> {
  const segment = await getSegment(store, key)
  return withPopulation(store, moment.now, (population) => freeze(store, segment, population, moment))
}

/** Answers every segment's rule for one population, asked once; `done` hears of each. */
export async function evaluateSegments(store: Store, moment: Moment, done: (snapshot: Snapshot, share: number) => void = () => {}): Promise<Snapshot[]> {
  const segments = await listSegments(store)
  return withPopulation(store, moment.now, async (population) => {
    const snapshots: Snapshot[] = []
    for (const [i, segment] of segments.entries()) {
      const snapshot = await freeze(store, segment, population, moment).catch(passOver)
      if (snapshot === null) continue
      snapshots.push(snapshot)
      done(snapshot, (i + 1) / segments.length)
    }
    return snapshots
  })
}

/** A rule that is changed meanwhile was answered by whoever changed it. */
function passOver(error: unknown): null {
  if (error instanceof LotseError && error.code === 'segment_changed') return null
  throw error
}

/** How many a rule fits, without keeping who. */
export async function countRule(store: Store, rule: Segment['rule'], moment: Moment): Promise<number> {
  return withPopulation(store, moment.now, async ({ profiling, precise }) => {
    const resolved = await resolveRule(store, rule, null, precise)
    return store.sql.begin(async (tx) => {
      const [{ n }] = await tx<{ n: number }[]>`select count(*)::int as n from (${compileRule({ tx, permit: profiling, asOf: moment.asOf }, resolved)}) found`
      return n
    })
  })
}

/** Admits under an id of its own: the members are the record of who was looked at, so the list of the admitted is not kept beside it. */
async function withPopulation<T>(store: Store, now: Date, work: (population: Population) => Promise<T>): Promise<T> {
  const runId = newId<RunId>(now)
  const profiling = await admitPopulation(store, runId, 'personalize.content.profiling', now)
  let admitted: Promise<PopulationPermit<'location.precise'>> | null = null
  try {
    return await work({ profiling, precise: () => admitted ??= admitPopulation(store, runId, 'location.precise', now) })
  } finally {
    await store.sql`delete from run_population where run_id = ${runId}`
  }
}

/** Writes the snapshot and its members in one transaction, completed last: a reader sees all of it or nothing. */
async function freeze(store: Store, segment: Segment, { profiling, precise }: Population, { asOf, now }: Moment): Promise<Snapshot> {
  const snapshotId = newId<SnapshotId>(now)
  const rule = await resolveRule(store, segment.rule, segment.key, precise)
  const { members, computedAt } = await store.sql.begin(async (tx) => {
    await holdOffErasure(tx)
    // Later than every answer before it, also where two fall into one millisecond or clocks disagree: the one written last is the one read.
    const [{ at }] = await tx<{ at: Date }[]>`
      insert into segment_snapshots (snapshot_id, key, version, as_of, computed_at, members)
      select ${snapshotId}, ${segment.key}, ${segment.version}, ${asOf}, greatest(${now}::timestamptz, max(computed_at) + interval '1 millisecond'), 0 from segment_snapshots where key = ${segment.key}
      returning computed_at as at`
    const { count } = await tx`insert into segment_members (customer_id, snapshot_id) select person_id, ${snapshotId}::uuid from (${compileRule({ tx, permit: profiling, asOf }, rule)}) found`
    const kept = await tx`
      update segment_snapshots n set members = ${count}, completed_at = ${now} from segments s
      where n.snapshot_id = ${snapshotId} and s.key = n.key and s.version = n.version returning 1`
    if (kept.length === 0) throw new LotseError('conflict', 'segment_changed', 'The rule was changed while it was being computed; its newer version holds.')
    return { members: count, computedAt: at }
  })
  return { snapshotId, key: segment.key, version: segment.version, asOf, computedAt, members }
}
