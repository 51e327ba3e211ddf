import type { Person, Permit } from '../consent/permit.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { openCursor, sealCursor } from './cursor.ts'
import { checkDoor, type Passage } from './door.ts'
import { readFields, readNames, type MemberRow } from './fields.ts'
import { recordHandOver, type Receiver } from './ledger.ts'
import { currentSnapshot, snapshotOf } from './readSegments.ts'
import type { Snapshot } from './segment.ts'

/** Somebody to add, with the fields asked for, or somebody to delete, by what names them. */
export type Change = MemberRow & { readonly change: 'entered' | 'left' }

export type ChangesPage = { readonly data: readonly Change[]; readonly nextCursor: string | null; readonly since: Snapshot; readonly snapshot: Snapshot }

const START = '00000000-0000-0000-0000-000000000000'

type Candidate = { readonly id: CustomerId; readonly before: boolean; readonly after: boolean; readonly handed: boolean }

/**
 * What a receiver who has the members of `since` must do to have those of now, at most `limit` people a page (fewer are listed: not every
 * one looked at is told). Entered: new and allowed. Left: no longer in the segment, or still in it but no longer allowed; told only of people
 * this segment handed on or who may be named anyway, so that nobody is made known by being taken away.
 */
export async function readChanges(store: Store, key: string, ask: { since?: string; cursor?: string; limit: number } & Receiver, now: Date): Promise<ChangesPage> {
  const cursor = ask.cursor === undefined ? null : await openCursor(store, ask.cursor, 'changes', key)
  const since = await snapshotOf(store, key, cursor?.since ?? ask.since ?? '')
  const snapshot = cursor === null ? await currentSnapshot(store, key) : await snapshotOf(store, key, cursor.snapshotId)
  const candidates = await candidatesAfter(store, since, snapshot, cursor?.last ?? START, ask.limit)
  const passages = await checkDoor(store, snapshot.snapshotId, candidates.map(({ id }) => id), now)
  const verdicts = candidates.map((candidate, i) => judge(candidate, passages[i]))
  const entered = verdicts.flatMap((verdict) => (verdict.change === 'entered' ? [verdict.permit] : []))
  const left = verdicts.flatMap((verdict) => (verdict.change === 'left' ? [verdict.person] : []))
  await recordHandOver(store, snapshot, ask, entered, now)
  const data: Change[] = [
    ...(await readFields(store, entered, ask.fields)).map((row) => ({ change: 'entered' as const, ...row })),
    ...(await readNames(store, left, ask.fields)).map((row) => ({ change: 'left' as const, ...row })),
  ]
  const last = candidates.length < ask.limit ? null : candidates[candidates.length - 1].id
  const none = { consent: 0, suppressed: 0 }
  return {
    data, since, snapshot,
    nextCursor: last === null ? null : await sealCursor(store, { of: 'changes', key, snapshotId: snapshot.snapshotId, since: since.snapshotId, last, walked: none, total: none }),
  }
}

type Verdict = { readonly change: 'entered'; readonly permit: Permit<'marketing.communications.email'> } | { readonly change: 'left'; readonly person: Person } | { readonly change: null }

function judge(candidate: Candidate, passage: Passage): Verdict {
  const passes = passage.verdict === 'passes'
  if (candidate.after && passes) return candidate.before ? { change: null } : { change: 'entered', permit: passage.permit }
  const person = passes ? passage.permit : passage.person
  return person !== null && (candidate.handed || (candidate.before && !candidate.after && passes)) ? { change: 'left', person } : { change: null }
}

/** Everybody in one of the two and not the other, and everybody in both who was handed on: they may be allowed no more. */
async function candidatesAfter(store: Store, since: Snapshot, snapshot: Snapshot, after: string, limit: number): Promise<Candidate[]> {
  return store.sql<Candidate[]>`
    with a as (select customer_id from segment_members where snapshot_id = ${since.snapshotId} and customer_id > ${after}),
    b as (select customer_id from segment_members where snapshot_id = ${snapshot.snapshotId} and customer_id > ${after}),
    both_sides as (
      select customer_id as id, a.customer_id is not null as before, b.customer_id is not null as after,
        exists (select 1 from export_people p join exports x using (export_id) where p.customer_id = coalesce(a.customer_id, b.customer_id) and x.segment_key = ${snapshot.key}) as handed
      from a full join b using (customer_id))
    select * from both_sides where before <> after or handed order by id limit ${limit}`
}
