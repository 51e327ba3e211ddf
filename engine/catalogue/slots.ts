import { z } from 'zod'
import { audit } from '../access/audit.ts'
import type { Store } from '../store/connect.ts'
import { slots } from '../store/schema/catalogue.ts'
import { ItemFilter } from './filter.ts'
import { ItemId, text } from './item.ts'
import { tellCatalogueChanged } from './notify.ts'

export const SlotId = text(100).min(1)

const Definition = z.strictObject({
  title: text(500).optional(),
  /** How many, where the call does not say. */
  count: z.int().min(1).max(100).default(1),
  filter: ItemFilter.default({}),
  /** Shown when nothing else is ready: ids of items or offers, by the slot's kind. */
  fallback: z.array(ItemId).max(100).default([]),
})

/** PUT /v1/slots/{slot}: a place to fill. */
export const SlotInput = Definition.extend({ kind: z.enum(['items', 'offers', 'content']) }).meta({ id: 'SlotInput' })
export type SlotInput = z.infer<typeof SlotInput>
export type Slot = SlotInput & { readonly slot: string; readonly updatedAt: Date }

/** Creates or replaces a slot. */
export async function putSlot(store: Store, slot: string, input: SlotInput, actor: string, now: Date): Promise<Slot> {
  const { kind, ...definition } = input
  const row = { kind, definition, updatedAt: now }
  await store.db.insert(slots).values({ slot, ...row }).onConflictDoUpdate({ target: slots.slot, set: row })
  await audit(store, { actor, action: 'slot.put', subject: slot, detail: { kind } }, now)
  await tellCatalogueChanged(store.sql)
  return { slot, ...input, updatedAt: now }
}

export async function loadSlots(store: Store): Promise<Slot[]> {
  const rows = await store.db.select().from(slots).orderBy(slots.slot)
  return rows.map(({ definition, ...rest }) => ({ ...rest, ...Definition.parse(definition) }))
}
