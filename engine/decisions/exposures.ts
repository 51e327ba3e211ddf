import { z } from 'zod'
import { ItemId, text } from '../catalogue/item.ts'
import { LotseError } from '../errors.ts'
import { isUuid, timeOfId, type CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { DecisionLog } from './decisionLog.ts'

/** Body of POST /v1/exposures: these items of a decision's slot were seen. */
export const Exposure = z.object({ decisionId: z.string().refine(isUuid, 'must be the decisionId of an answer'), slot: text(100).min(1), items: z.array(ItemId).min(1).max(100) }).meta({ id: 'Exposure' })
export type Exposure = z.infer<typeof Exposure>

type Shown = { customerId: CustomerId; slots: readonly { readonly slot: string; readonly items: readonly { readonly id: string }[] }[] }

/**
 * Notes that items were seen. They must have been in that slot of that decision: what nobody decided to show can't have been shown by us.
 * Told twice it counts once. Throws decision_unknown (missing) or not_in_slot (input).
 */
export async function noteExposure(store: Store, log: DecisionLog, { decisionId, slot, items }: Exposure, now: Date): Promise<{ accepted: number; duplicates: number }> {
  const shown = await findDecision(store, log, decisionId)
  if (shown === null) throw new LotseError('missing', 'decision_unknown', 'There is no decision with this id. Send the decisionId of an answer of /v1/decide.', [{ path: 'decisionId', message: 'unknown' }])
  const inSlot = new Set(shown.slots.find((one) => one.slot === slot)?.items.map(({ id }) => id))
  const issues = items.flatMap((id, at) => (inSlot.has(id) ? [] : [{ path: `items.${at}`, message: 'was not in this slot of the decision' }]))
  if (issues.length > 0) throw new LotseError('input', 'not_in_slot', 'Some of these items were not in this slot of the decision.', issues)
  const distinct = [...new Set(items)]
  const rows = distinct.map((itemId) => ({ customer_id: shown.customerId, decision_id: decisionId, slot, item_id: itemId, seen_at: now }))
  const { count } = await store.sql`insert into exposures ${store.sql(rows)} on conflict do nothing`
  return { accepted: count, duplicates: items.length - count }
}

async function findDecision(store: Store, log: DecisionLog, decisionId: string): Promise<Shown | null> {
  const waiting = log.pending(decisionId)
  if (waiting !== null) return { customerId: waiting.customerId, slots: waiting.answer.slots }
  // The id says when it was made, and so in which month's partition to look.
  const [row] = await store.sql<Shown[]>`select customer_id as "customerId", slots from decisions where decision_id = ${decisionId} and decided_at = ${timeOfId(decisionId)}`
  return row ?? null
}
