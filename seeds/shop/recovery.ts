import { adjustedRand } from '../../models/adjustedRand.ts'
import type { Store } from '../../engine/store/connect.ts'
import { generateShop } from './generate.ts'

export type Recovery = { readonly adjustedRand: number; readonly people: number }

/** How well the personas of the last run agree with those the demo shop was drawn from, over the people the run put in one; null without a run. */
export async function recovery(store: Store, shop: { seed: number; customers: number; until: Date }): Promise<Recovery | null> {
  const members = await store.sql<{ user_id: string; persona_id: string }[]>`
    select min(i.value) as user_id, m.persona_id from persona_members m join people p on p.person_id = m.customer_id join identifiers i on i.customer_id = p.customer_id and i.kind = 'user_id'
    where m.run_id = (select run_id from persona_runs where completed_at is not null order by completed_at desc limit 1) group by m.customer_id, m.persona_id order by 1`
  const { truth } = generateShop(shop)
  const found: number[] = []
  const drawn: number[] = []
  const numbers = new Map<string, number>()
  const numberOf = (key: string) => {
    const known = numbers.get(key) ?? numbers.size
    numbers.set(key, known)
    return known
  }
  for (const { user_id: userId, persona_id: personaId } of members) {
    const persona = truth.get(userId)
    if (persona === undefined) continue
    found.push(numberOf(personaId))
    drawn.push(numberOf(persona))
  }
  return found.length === 0 ? null : { adjustedRand: adjustedRand(Int32Array.from(found), Int32Array.from(drawn)), people: found.length }
}
