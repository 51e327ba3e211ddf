import type { Sql, TransactionSql } from 'postgres'
import { auditIn } from '../../access/audit.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { PersonaSetKind } from '../../store/schema/learning.ts'

/**
 * What decisions, segments and exports go by: some personas, each from its effective date on, and the run whose members count. Every change
 * writes a new set and leaves the former ones, so that one call brings any of them back.
 */
export type PersonaSet = {
  readonly seq: number
  readonly runId: RunId
  readonly kind: PersonaSetKind
  readonly actor: string
  readonly reason: string | null
  readonly createdAt: Date
  readonly entries: readonly SetEntry[]
}

export type SetEntry = { readonly personaId: PersonaId; readonly effectiveAt: Date }

/** Two changes of what is in use take turns: this is taken before the set is read. */
const TURN = 7_051_860_542

/** The set in use, locked against other changes until the transaction ends; null while nothing was ever published. */
export async function lockSet(tx: TransactionSql): Promise<PersonaSet | null> {
  await tx`select pg_advisory_xact_lock(${TURN})`
  return latestSet(tx)
}

export async function latestSet(sql: Sql | TransactionSql): Promise<PersonaSet | null> {
  const [set] = await readSets(sql, sql`order by s.seq desc limit 1`)
  return set ?? null
}

/** Newest first. */
export async function listSets(sql: Sql, limit = 50): Promise<PersonaSet[]> {
  return readSets(sql, sql`order by s.seq desc limit ${limit}`)
}

export async function readSet(sql: Sql | TransactionSql, seq: number): Promise<PersonaSet | null> {
  const [set] = await readSets(sql, sql`where s.seq = ${seq}`)
  return set ?? null
}

async function readSets(sql: Sql | TransactionSql, which: ReturnType<Sql>): Promise<PersonaSet[]> {
  const rows = await sql<(Omit<PersonaSet, 'entries' | 'seq'> & { seq: string; entries: { personaId: PersonaId; effectiveAt: string }[] })[]>`
    select s.seq, s.run_id "runId", s.kind, s.actor, s.reason, s.created_at "createdAt",
      (select coalesce(jsonb_agg(jsonb_build_object('personaId', e.persona_id, 'effectiveAt', e.effective_at) order by e.persona_id), '[]') from persona_set_entries e where e.seq = s.seq) entries
    from persona_sets s ${which}`
  return rows.map((row) => ({ ...row, seq: Number(row.seq), entries: row.entries.map((entry) => ({ ...entry, effectiveAt: new Date(entry.effectiveAt) })) }))
}

export type SetChange = { readonly runId: RunId; readonly entries: readonly SetEntry[]; readonly kind: PersonaSetKind; readonly actor: string; readonly reason: string | null }

/** Writes the next set, and tells whoever decides by it. */
export async function writeSet(tx: TransactionSql, { runId, entries, kind, actor, reason }: SetChange, now: Date): Promise<number> {
  const [{ seq }] = await tx<{ seq: string }[]>`
    insert into persona_sets (run_id, kind, actor, reason, created_at) values (${runId}, ${kind}, ${actor}, ${reason}, ${now}) returning seq`
  if (entries.length > 0) {
    await tx`insert into persona_set_entries ${tx(entries.map(({ personaId, effectiveAt }) => ({ seq, persona_id: personaId, effective_at: effectiveAt })))}`
  }
  await auditIn(tx, { actor, action: 'personas.set', subject: String(seq), detail: { kind, run: runId, personas: entries.length, ...reason === null ? {} : { reason } } }, now)
  await tx`select pg_notify('lotse_personas', ${runId})`
  return Number(seq)
}

/** In SQL: run_id and persona_id of everything that is in use at a moment. */
export function inUse(sql: Sql | TransactionSql, at: Date): ReturnType<Sql> {
  return sql`(
    select s.run_id, e.persona_id from (select seq, run_id from persona_sets order by seq desc limit 1) s join persona_set_entries e on e.seq = s.seq where e.effective_at <= ${at})`
}
