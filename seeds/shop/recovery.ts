import { adjustedRand } from '../../models/adjustedRand.ts'
import type { RunId } from '../../engine/ids.ts'
import type { Store } from '../../engine/store/connect.ts'
import { generateShop } from './generate.ts'
import type { PersonaKey } from './personas.ts'

/** User id → persona id, null for those whom the run put in none. */
export type Members = ReadonlyMap<string, string | null>
export type Recovery = { readonly adjustedRand: number; readonly people: number }

/** Whom a run put where, by the shop's own names, in their order; nobody of a run that isn't complete. */
export async function membersOf({ sql }: Pick<Store, 'sql'>, runId: RunId): Promise<Members> {
  const rows = await sql<{ user_id: string; persona_id: string | null }[]>`
    select min(i.value) as user_id, m.persona_id from persona_members m join people p on p.person_id = m.customer_id join identifiers i on i.customer_id = p.customer_id and i.kind = 'user_id'
    where m.run_id = ${runId} group by m.customer_id, m.persona_id order by 1`
  return new Map(rows.map((row) => [row.user_id, row.persona_id]))
}

/** How well groups agree with the personas people were drawn from, over those who are in one; null when nobody is. */
export function agreement(members: Members, truth: ReadonlyMap<string, PersonaKey>): Recovery | null {
  const known = [...members].flatMap(([userId, found]) => {
    const drawn = truth.get(userId)
    return drawn === undefined || found === null ? [] : [{ found, drawn }]
  })
  if (known.length === 0) return null
  return { adjustedRand: adjustedRand(numbered(known.map(({ found }) => found)), numbered(known.map(({ drawn }) => drawn))), people: known.length }
}

function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].map((name, i) => [name, i]))
  return Int32Array.from(names, (name) => numbers.get(name)!)
}

/** The agreement of the last run's personas with those the demo shop was drawn from; null without a run. */
export async function recovery(store: Store, shop: { seed: number; customers: number; until: Date }): Promise<Recovery | null> {
  const [last] = await store.sql<{ run_id: RunId }[]>`select run_id from persona_runs where completed_at is not null order by completed_at desc limit 1`
  return last === undefined ? null : agreement(await membersOf(store, last.run_id), generateShop(shop).truth)
}
