import { LotseError } from '../errors.ts'
import type { SnapshotId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { Rule } from './rule.ts'
import type { Segment, Snapshot } from './segment.ts'

type SegmentRow = {
  key: string; name: string; description: string | null; version: number; rule: { root: unknown }; created_at: Date; updated_at: Date
  snapshot_id: SnapshotId | null; as_of: Date | null; computed_at: Date | null; members: number | null
}

/** Every segment by its key, or the one asked for, with the newest complete snapshot of the rule it has now. */
async function read(store: Store, key: string | null): Promise<Segment[]> {
  const rows = await store.sql<SegmentRow[]>`
    select s.*, n.snapshot_id, n.as_of, n.computed_at, n.members from segments s left join lateral (
      select * from segment_snapshots n where n.key = s.key and n.version = s.version and n.completed_at is not null order by n.computed_at desc, n.snapshot_id desc limit 1) n on true
    where ${key}::text is null or s.key = ${key} order by s.key`
  return rows.map((row) => ({
    key: row.key, name: row.name, description: row.description, version: row.version, rule: Rule.parse(row.rule.root), createdAt: row.created_at, updatedAt: row.updated_at,
    snapshot: row.snapshot_id === null || row.as_of === null || row.computed_at === null ? null
      : { snapshotId: row.snapshot_id, key: row.key, version: row.version, asOf: row.as_of, computedAt: row.computed_at, members: row.members ?? 0 },
  }))
}

export async function listSegments(store: Store): Promise<Segment[]> {
  return read(store, null)
}

/** Throws `segment_unknown`. */
export async function getSegment(store: Store, key: string): Promise<Segment> {
  const [segment] = await read(store, key)
  if (segment === undefined) throw new LotseError('missing', 'segment_unknown', 'There is no segment with this key. Create it with PUT /v1/segments/{key}.')
  return segment
}

/** The snapshot to hand on. Throws `segment_not_computed` when the rule, as it is now, was never answered. */
export async function currentSnapshot(store: Store, key: string): Promise<Snapshot> {
  const { snapshot } = await getSegment(store, key)
  if (snapshot === null) throw new LotseError('conflict', 'segment_not_computed', 'This segment has not been computed since its rule changed. Run the segments job, or put the segment again.')
  return snapshot
}

/** A snapshot by its id, complete and of this segment. Throws `snapshot_unknown`. */
export async function snapshotOf(store: Store, key: string, snapshotId: string): Promise<Snapshot> {
  const [row] = await store.sql<Snapshot[]>`
    select snapshot_id as "snapshotId", key, version, as_of as "asOf", computed_at as "computedAt", members from segment_snapshots
    where snapshot_id::text = ${snapshotId} and key = ${key} and completed_at is not null`
  if (row === undefined) throw new LotseError('missing', 'snapshot_unknown', 'There is no such snapshot of this segment. Start again with GET /v1/segments/{key}/members.')
  return row
}
