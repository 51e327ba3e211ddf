import { and, eq, inArray, sql } from 'drizzle-orm'
import { audit } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import type { RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { personaMembers, personaProfiles, personaRuns, personas } from '../../store/schema/learning.ts'
import { lineageOf, lock, type Transaction } from './changePersona.ts'
import type { PersonaFacts } from '../meaning/facts.ts'
import { nextStep } from './life.ts'
import { withEntry } from './lineage.ts'
import { profileAgain } from '../meaning/profileAgain.ts'
import { getPersona } from '../reading/readPersonas.ts'

/**
 * Puts personas into another: their people move over, it keeps its id, name and status, its facts are counted anew, the others retire.
 * Later runs keep them together (see matchGroups). Throws `persona_unknown`, `persona_state`, `merge_with_itself`, `version_conflict`.
 */
export async function mergePersonas(store: Store, { into, from }: { into: string; from: readonly string[] }, actor: string, now: Date): Promise<void> {
  const others = [...new Set(from)].sort()
  if (others.length === 0 || others.includes(into)) {
    throw new LotseError('input', 'merge_with_itself', 'Name the persona that stays as `into` and at least one other in `from`.', [{ path: 'from', message: 'names no other persona' }])
  }
  const survivor = await getPersona(store, into, now)
  for (const id of others) await getPersona(store, id, now)
  const facts = await profileAgain(store, survivor, others, now)
  await store.db.transaction(async (tx) => {
    const rows = new Map<string, Awaited<ReturnType<typeof lock>>>()
    // In one order, so that two merges at once don't wait for each other in a circle.
    for (const id of [into, ...others].sort()) rows.set(id, await lock(tx, id))
    const kept = rows.get(into)!
    if (kept.status === 'retired') throw new LotseError('conflict', 'persona_state', 'A retired persona takes nobody in.', [{ path: 'into', message: 'retired' }])
    if ([...rows.values()].some((row) => row.runId !== survivor.runId)) throw new LotseError('conflict', 'version_conflict', 'A run found the personas anew meanwhile. Look at them again.')
    for (const id of others) await absorb(tx, rows.get(id)!, into, now)
    await moveOver(tx, survivor.runId, into, others)
    await keepFacts(tx, kept, others, facts, now)
    await audit({ db: tx }, { actor, action: 'persona.merged', subject: into, detail: { from: others } }, now)
    await tx.execute(sql`select pg_notify('lotse_personas', ${into})`)
  })
}

async function absorb(tx: Transaction, row: Awaited<ReturnType<typeof lock>>, into: string, now: Date): Promise<void> {
  const { state } = nextStep(row.status, 'absorb')
  await tx.update(personas).set({ status: state, lineage: withEntry(lineageOf(row), { kind: 'merged_into', at: now.toISOString(), into }), version: row.version + 1, updatedAt: now })
    .where(eq(personas.personaId, row.personaId))
}

async function moveOver(tx: Transaction, runId: RunId, into: string, others: readonly string[]): Promise<void> {
  await tx.update(personaMembers).set({ personaId: into }).where(and(eq(personaMembers.runId, runId), inArray(personaMembers.personaId, [...others])))
  const moved = sql`(select jsonb_agg(case when id #>> '{}' in ${[...others]} then to_jsonb(${into}::text) else id end order by n) from jsonb_array_elements(model -> 'personas') with ordinality as e(id, n))`
  await tx.update(personaRuns).set({ model: sql`jsonb_set(model, '{personas}', ${moved})` }).where(eq(personaRuns.runId, runId))
}

async function keepFacts(tx: Transaction, kept: Awaited<ReturnType<typeof lock>>, others: readonly string[], facts: PersonaFacts, now: Date): Promise<void> {
  await tx.update(personaProfiles).set({ size: facts.size, facts }).where(and(eq(personaProfiles.personaId, kept.personaId), eq(personaProfiles.runId, kept.runId)))
  await tx.update(personas).set({
    lineage: withEntry(lineageOf(kept), { kind: 'merged', at: now.toISOString(), from: [...others] }), version: kept.version + 1, updatedAt: now,
    description: kept.named.description ? kept.description : facts.text.en.description,
  }).where(eq(personas.personaId, kept.personaId))
}
