import type { TransactionSql } from 'postgres'
import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaFacts } from '../meaning/facts.ts'
import { profileAgain } from '../meaning/profileAgain.ts'
import { getPersona } from '../reading/readPersonas.ts'
import { changing, withOwnConnections } from './changing.ts'
import { lockPersona, type PersonaRow } from './changePersona.ts'
import { nextStep } from './life.ts'
import { withEntry } from './lineage.ts'
import { writeSet } from './sets.ts'

/**
 * Puts personas into another: their people move over, it keeps its id, name and status, its facts are counted anew, the others retire.
 * Later runs keep them together (see matchGroups). Throws `persona_unknown`, `persona_state`, `merge_with_itself`, `version_conflict`.
 */
export async function mergePersonas(store: Store, { into, from, reason }: { into: string; from: readonly string[]; reason?: string | undefined }, actor: string, now: Date): Promise<void> {
  const own = into.toLowerCase() as PersonaId
  const others = [...new Set(from.map((id) => id.toLowerCase()))].sort() as PersonaId[]
  if (others.length === 0 || others.includes(own)) {
    throw new LotseError('input', 'merge_with_itself', 'Name the persona that stays as `into` and at least one other in `from`.', [{ path: 'from', message: 'names no other persona' }])
  }
  const survivor = await getPersona(store, own, now)
  for (const id of others) await getPersona(store, id, now)
  await withOwnConnections(store, (beside) => changing(store, async (tx, set) => {
    const rows = new Map<string, PersonaRow>()
    // In one order, so that two merges at once don't wait for each other in a circle.
    for (const id of [own, ...others].sort()) rows.set(id, await lockPersona(tx, id))
    const kept = rows.get(own)!
    if (kept.status === 'retired') throw new LotseError('conflict', 'persona_state', 'A retired persona takes nobody in.', [{ path: 'into', message: 'retired' }])
    if (kept.runId !== survivor.runId) throw new LotseError('conflict', 'version_conflict', 'A run found the personas anew meanwhile. Look at them again.')
    const older = [...rows.values()].find((row) => row.runId !== kept.runId)
    if (older !== undefined) throw new LotseError('conflict', 'other_run', `“${older.name}” was last found by another run than “${kept.name}”, so nobody can say who of it would move. Adopt the newer run or retire it.`)
    for (const id of others) await absorb(tx, rows.get(id)!, kept.personaId, actor, now)
    for (const runId of new Set([kept.runId, ...set === null ? [] : [set.runId]])) await moveOver(tx, runId, kept.personaId, others)
    const gone = new Set<PersonaId>(others)
    if (set !== null && set.entries.some(({ personaId }) => gone.has(personaId))) {
      await writeSet(tx, { runId: set.runId, entries: set.entries.filter(({ personaId }) => !gone.has(personaId)), kind: 'merged', actor, reason: reason ?? null }, now)
    }
    await tx`update personas set lineage = ${tx.json(withEntry(kept.lineage, { kind: 'merged', at: now.toISOString(), from: others }))}, version = version + 1, updated_at = ${now} where persona_id = ${kept.personaId}`
    const { de, en } = survivor.facts.text
    await keepFacts(tx, kept, await profileAgain(beside, tx, kept.runId, kept.personaId, { de: de.name, en: en.name }, now), now)
    await auditIn(tx, { actor, action: 'persona.merged', subject: own, detail: { from: others, ...reason === undefined ? {} : { reason } } }, now)
    await tx`select pg_notify('lotse_personas', ${own})`
  }))
}

async function absorb(tx: TransactionSql, row: PersonaRow, into: PersonaId, actor: string, now: Date): Promise<void> {
  const { state } = nextStep(row.status, 'absorb')
  await tx`update personas set status = ${state}, lineage = ${tx.json(withEntry(row.lineage, { kind: 'merged_into', at: now.toISOString(), into }))}, version = version + 1, updated_at = ${now} where persona_id = ${row.personaId}`
  await auditIn(tx, { actor, action: 'persona.merged_into', subject: row.personaId, detail: { into } }, now)
}

/** The people of a run who were in `others`, and the clusters of its model that were theirs. The model first: whoever puts people in place looks at it before it writes. */
async function moveOver(tx: TransactionSql, runId: RunId, into: PersonaId, others: readonly PersonaId[]): Promise<void> {
  await tx`
    update persona_runs set model = jsonb_set(model, '{personas}', (
      select jsonb_agg(case when id #>> '{}' = any(${[...others]}::text[]) then to_jsonb(${into}::text) else id end order by n) from jsonb_array_elements(model -> 'personas') with ordinality as e (id, n)))
    where run_id = ${runId}`
  await tx`update persona_members set persona_id = ${into} where run_id = ${runId} and persona_id = any(${[...others]}::uuid[])`
}

/** Facts counted anew, under the name and (where somebody wrote one) the description it has. */
export async function keepFacts(tx: TransactionSql, { personaId, runId, named }: Pick<PersonaRow, 'personaId' | 'runId' | 'named'>, facts: PersonaFacts, now: Date): Promise<void> {
  await tx`update persona_profiles set size = ${facts.size}, facts = ${tx.json(facts)} where persona_id = ${personaId} and run_id = ${runId}`
  if (!named.description) await tx`update personas set description = ${facts.text.en.description}, updated_at = ${now} where persona_id = ${personaId}`
}
