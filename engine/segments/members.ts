import { LotseError } from '../errors.ts'
import type { CustomerId } from '../ids.ts'
import type { Permit } from '../consent/permit.ts'
import type { Store } from '../store/connect.ts'
import { openCursor, sealCursor } from './cursor.ts'
import { checkDoor, type Passage } from './door.ts'
import { readFields, type MemberRow } from './fields.ts'
import { recordHandOver, type Receiver } from './ledger.ts'
import { currentSnapshot, snapshotOf } from './readSegments.ts'
import type { Snapshot } from './segment.ts'
import { LEAST_MEMBERS } from './thresholds.ts'

/**
 * Who was left out, counted and never listed. Of the whole snapshot as it stood when the first page was read; on the last page, of every
 * member as each was asked at the door, so that there listed + excluded is everybody in the snapshot.
 */
export type Excluded = { readonly consent: number; readonly suppressed: number }

export type MembersPage = { readonly data: readonly MemberRow[]; readonly nextCursor: string | null; readonly snapshot: Snapshot; readonly excluded: Excluded }

export const MOST_A_PAGE = 1000
const NONE: Excluded = { consent: 0, suppressed: 0 }
const START = '00000000-0000-0000-0000-000000000000'

/**
 * One page of at most `limit` members who may be handed on, from the frozen snapshot: membership may change meanwhile, nobody comes twice
 * or is skipped. Consent and suppression are asked for each row as it leaves, and the page is in the export ledger before it is returned.
 * Throws `segment_unknown`, `segment_not_computed`, `cursor_invalid`, `segment_below_k`.
 */
export async function readMembers(store: Store, key: string, ask: { cursor?: string; limit: number } & Receiver, now: Date, least = LEAST_MEMBERS): Promise<MembersPage> {
  const cursor = ask.cursor === undefined ? null : await openCursor(store, ask.cursor, 'members', key)
  const snapshot = cursor === null ? await currentSnapshot(store, key) : await snapshotOf(store, key, cursor.snapshotId)
  const total = cursor?.total ?? await countExcluded(store, snapshot, now)
  refuseSmall(snapshot, total, least)
  const walk = await walkOn(store, snapshot, cursor?.last ?? START, ask.limit, now)
  const data = await handOver(store, snapshot, ask, walk.permits, now)
  const walked = { consent: (cursor?.walked.consent ?? 0) + walk.excluded.consent, suppressed: (cursor?.walked.suppressed ?? 0) + walk.excluded.suppressed }
  if (walk.last === null) return { data, nextCursor: null, snapshot, excluded: walked }
  return { data, nextCursor: await sealCursor(store, { of: 'members', key, snapshotId: snapshot.snapshotId, last: walk.last, walked, total }), snapshot, excluded: total }
}

export type MembersStream = { readonly snapshot: Snapshot; readonly excluded: Excluded; readonly pages: AsyncGenerator<readonly MemberRow[]> }

/** The whole snapshot, a page in memory at a time, each asked at the door when its turn comes. `excluded` as counted at the start. */
export async function streamMembers(store: Store, key: string, receiver: Receiver, now: () => Date, least = LEAST_MEMBERS): Promise<MembersStream> {
  const snapshot = await currentSnapshot(store, key)
  const excluded = await countExcluded(store, snapshot, now())
  refuseSmall(snapshot, excluded, least)
  async function* pages(): AsyncGenerator<readonly MemberRow[]> {
    for (let last: string | null = START; last !== null;) {
      const walk: Walk = await walkOn(store, snapshot, last, MOST_A_PAGE, now())
      yield await handOver(store, snapshot, receiver, walk.permits, now())
      last = walk.last
    }
  }
  return { snapshot, excluded, pages: pages() }
}

type Walk = { readonly permits: Permit<'marketing.communications.email'>[]; readonly excluded: Excluded; /** The last member walked over; null at the end. */ readonly last: string | null }

/** Walks on from `after` until `limit` members pass and it is known whether anybody comes after them. */
async function walkOn(store: Store, snapshot: Snapshot, after: string, limit: number, now: Date): Promise<Walk> {
  const permits: Permit<'marketing.communications.email'>[] = []
  const excluded = { ...NONE }
  for (let from = after; ;) {
    const members = await membersAfter(store, snapshot, from, limit + 1)
    const passages = await checkDoor(store, snapshot.snapshotId, members, now)
    for (const [i, passage] of passages.entries()) {
      if (passage.verdict !== 'passes') {
        excluded[passage.verdict] += 1
      } else if (permits.length === limit) {
        return { permits, excluded, last: i === 0 ? from : members[i - 1] }
      } else {
        permits.push(passage.permit)
      }
    }
    if (members.length <= limit) return { permits, excluded, last: null }
    from = members[members.length - 1]
  }
}

async function membersAfter(store: Store, snapshot: Snapshot, after: string, limit: number): Promise<CustomerId[]> {
  const rows = await store.sql<{ customer_id: CustomerId }[]>`
    select customer_id from segment_members where snapshot_id = ${snapshot.snapshotId} and customer_id > ${after} order by customer_id limit ${limit}`
  return rows.map((row) => row.customer_id)
}

async function handOver(store: Store, snapshot: Snapshot, receiver: Receiver, permits: readonly Permit<'marketing.communications.email'>[], now: Date): Promise<MemberRow[]> {
  await recordHandOver(store, snapshot, receiver, permits, now)
  return readFields(store, permits, receiver.fields)
}

/** How many of the snapshot would be left out if all of it left now. */
export async function countExcluded(store: Store, snapshot: Snapshot, now: Date): Promise<Excluded> {
  const excluded = { ...NONE }
  const AT_ONCE = 5000
  for (let after = START; ;) {
    const members = await membersAfter(store, snapshot, after, AT_ONCE)
    const passages: Passage[] = await checkDoor(store, snapshot.snapshotId, members, now)
    for (const { verdict } of passages) if (verdict !== 'passes') excluded[verdict] += 1
    if (members.length < AT_ONCE) return excluded
    after = members[members.length - 1]
  }
}

function refuseSmall(snapshot: Snapshot, excluded: Excluded, least: number): void {
  const listed = snapshot.members - excluded.consent - excluded.suppressed
  if (listed > 0 && listed < least) throw new LotseError('forbidden', 'segment_below_k', `Fewer than ${least} people of this segment may be handed on; this installation does not hand on so few.`)
}
