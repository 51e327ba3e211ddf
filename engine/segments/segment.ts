import { z } from 'zod'
import type { SnapshotId } from '../ids.ts'
import { Rule } from './rule.ts'

export const SegmentKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'must be lower-case letters, digits, - and _, at most 100')

/** PUT /v1/segments/{key}. */
export const SegmentInput = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().max(2000).optional(),
  rule: Rule,
})
export type SegmentInput = z.infer<typeof SegmentInput>

/** A frozen answer: who was in the segment as of `asOf`. `members` as counted when it was computed. */
export type Snapshot = { readonly snapshotId: SnapshotId; readonly key: string; readonly version: number; readonly asOf: Date; readonly computedAt: Date; readonly members: number }

export type Segment = {
  readonly key: string
  readonly name: string
  readonly description: string | null
  /** Grows with every change of the rule. */
  readonly version: number
  readonly rule: Rule
  readonly createdAt: Date
  readonly updatedAt: Date
  /** The newest complete answer to this version of the rule; null until there is one. */
  readonly snapshot: Snapshot | null
}
