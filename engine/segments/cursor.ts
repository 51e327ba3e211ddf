import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { installationSecret } from '../access/secrets.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'

const Counts = z.object({ consent: z.int().min(0), suppressed: z.int().min(0) })

/** Where a walk over frozen snapshots stands. `walked` counts who was left out so far, `total` who was when the first page was read. */
export const Cursor = z.object({
  /** What is walked: the members of a segment, or what changed between two snapshots. */
  of: z.enum(['members', 'changes']),
  key: z.string(),
  snapshotId: z.string(),
  since: z.string().optional(),
  last: z.string(),
  walked: Counts,
  total: Counts,
})
export type Cursor = z.infer<typeof Cursor>

const SIGNATURE_BYTES = 16

/** Opaque to the caller and signed, so that nobody can walk what they were not given. */
export async function sealCursor(store: Pick<Store, 'sql'>, cursor: Cursor): Promise<string> {
  const body = Buffer.from(JSON.stringify(cursor))
  return Buffer.concat([sign(await installationSecret(store, 'cursor secret'), body), body]).toString('base64url')
}

/** Throws `cursor_invalid` for anything that sealCursor did not make for this walk of this segment. */
export async function openCursor(store: Pick<Store, 'sql'>, text: string, of: Cursor['of'], key: string): Promise<Cursor> {
  const bytes = Buffer.from(text, 'base64url')
  const [signature, body] = [bytes.subarray(0, SIGNATURE_BYTES), bytes.subarray(SIGNATURE_BYTES)]
  const expected = sign(await installationSecret(store, 'cursor secret'), body)
  if (signature.length === SIGNATURE_BYTES && timingSafeEqual(signature, expected)) {
    const cursor = Cursor.parse(JSON.parse(body.toString()))
    if (cursor.of === of && cursor.key === key) return cursor
  }
  throw new LotseError('input', 'cursor_invalid', 'This cursor was not given for this list. Start again without one.', [{ path: 'cursor', message: 'is not one of this list' }])
}

function sign(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(body).digest().subarray(0, SIGNATURE_BYTES)
}
