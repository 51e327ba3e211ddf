import { checkPeople } from '../../consent/checkPeople.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type CustomerId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { inUse } from '../life/sets.ts'
import { LEAST_EXPORTED } from '../meaning/facts.ts'
import { unknownPersona } from './readPersonas.ts'
import { readStaying } from './staying.ts'

export type PersonaMember = {
  readonly customerId: CustomerId
  /** The shop's own name for them, where it gave one. */
  readonly userId: string | null
  readonly weight: number
  readonly margin: number
}
export type PersonaMembers = { readonly data: readonly PersonaMember[]; readonly nextCursor: string | null }

export const MOST_MEMBERS = 1000

type MemberRow = PersonaMember & { readonly customerIds: CustomerId[] }

/**
 * A page of the people of a persona, by the run in use where it is in use, else by the last run that found it, in the order of their ids. Each is asked about at this moment: who no
 * longer allows profiling is passed over, so a page may hold fewer than `limit` and still have a next. A persona of fewer than 50 people is not handed on.
 * Throws `persona_unknown`, `cursor_invalid`, `persona_too_small` (conflict).
 */
export async function members(store: Pick<Store, 'sql'>, personaId: string, cursor: string | null, limit: number, now: Date): Promise<PersonaMembers> {
  if (cursor !== null && !isUuid(cursor)) throw new LotseError('input', 'cursor_invalid', 'Use nextCursor of the page before as it was given.', [{ path: 'cursor', message: 'is not a cursor' }])
  const [persona] = isUuid(personaId) ? await store.sql<{ run_id: RunId }[]>`
    select coalesce((select u.run_id from ${inUse(store.sql, now)} u where u.persona_id = p.persona_id), p.run_id) run_id from personas p where p.persona_id = ${personaId}` : []
  if (persona === undefined) throw unknownPersona()
  const staying = (await readStaying(store, [persona.run_id], now)).get(persona.run_id)
  if ((staying?.ofPersona.get(personaId as PersonaId) ?? 0) < LEAST_EXPORTED) {
    throw new LotseError('conflict', 'persona_too_small', `A persona of fewer than ${LEAST_EXPORTED} people is not handed on: who is in it could be told from who is not.`)
  }
  const rows = await store.sql<MemberRow[]>`
    select m.customer_id "customerId", m.weight::float8 weight, m.margin::float8 margin,
      (select i.value from identifiers i where i.kind = 'user_id' and i.customer_id = m.customer_id order by i.first_seen, i.value limit 1) "userId",
      array(select c.customer_id from customers c where c.customer_id = m.customer_id or c.merged_into = m.customer_id) "customerIds"
    from persona_members m join customers c on c.customer_id = m.customer_id and c.merged_into is null
    where m.run_id = ${persona.run_id} and m.persona_id = ${personaId} and m.customer_id > ${cursor ?? '00000000-0000-0000-0000-000000000000'}
    order by m.customer_id limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const answers = await checkPeople(store, page.map(({ customerId, customerIds }) => ({ personId: customerId, customerIds })), 'personalize.content.profiling', now)
  const allowed = page.filter(({ customerId }) => answers.get(customerId)?.allowed === true)
  return {
    data: allowed.map(({ customerId, userId, weight, margin }) => ({ customerId, userId, weight, margin })),
    nextCursor: rows.length > limit ? page[page.length - 1]!.customerId : null,
  }
}
