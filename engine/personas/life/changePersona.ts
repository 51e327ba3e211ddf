import { and, eq, ne, sql } from 'drizzle-orm'
import { audit } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { personas } from '../../store/schema/learning.ts'
import { nextStep, type LifeEvent } from './life.ts'
import { LineageEntry, withEntry } from './lineage.ts'
import { unknownPersona } from '../reading/readPersonas.ts'

export type PersonaWish = {
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** The version the wish was made on; another one since is a conflict. */
  readonly version?: number | undefined
}

type Row = typeof personas.$inferSelect

/** Gives a persona a name or description of somebody's choosing, which later runs leave alone. Throws `persona_unknown`, `persona_retired`, `version_conflict`, `name_taken`. */
export async function describePersona(store: Pick<Store, 'db'>, id: string, wish: PersonaWish, actor: string, now: Date): Promise<void> {
  await store.db.transaction(async (tx) => {
    const row = await lock(tx, id)
    if (row.status === 'retired') throw new LotseError('conflict', 'persona_retired', 'A retired persona keeps its name.')
    if (wish.version !== undefined && wish.version !== row.version) {
      throw new LotseError('conflict', 'version_conflict', `Somebody changed this persona meanwhile: it is at version ${row.version}. Read it again.`, [{ path: 'version', message: `is ${row.version} now` }])
    }
    if (wish.name !== undefined) await requireFreeName(tx, row.personaId, wish.name)
    await tx.update(personas).set({
      name: wish.name ?? row.name, description: wish.description ?? row.description, version: row.version + 1, updatedAt: now,
      named: { name: row.named.name || wish.name !== undefined, description: row.named.description || wish.description !== undefined },
    }).where(eq(personas.personaId, row.personaId))
    await audit({ db: tx }, { actor, action: 'persona.described', subject: row.personaId, detail: { name: wish.name !== undefined, description: wish.description !== undefined } }, now)
    await tx.execute(sql`select pg_notify('lotse_personas', ${row.personaId})`)
  })
}

/** Moves a persona on in its life. Throws `persona_unknown`, `persona_state`. */
export async function movePersona(store: Pick<Store, 'db'>, id: string, event: Exclude<LifeEvent, 'absorb' | 'lose'>, actor: string, now: Date): Promise<void> {
  await store.db.transaction(async (tx) => {
    const row = await lock(tx, id)
    const { state, effects } = nextStep(row.status, event)
    const lineage = event === 'retire' ? withEntry(lineageOf(row), { kind: 'retired', at: now.toISOString() }) : row.lineage
    await tx.update(personas).set({ status: state, lineage, version: row.version + 1, updatedAt: now }).where(eq(personas.personaId, row.personaId))
    await audit({ db: tx }, { actor, action: `persona.${event}`, subject: row.personaId, detail: { from: row.status, to: state } }, now)
    if (effects.includes('announce')) await tx.execute(sql`select pg_notify('lotse_personas', ${row.personaId})`)
  })
}

export type Transaction = Parameters<Parameters<Store['db']['transaction']>[0]>[0]

/** The row, locked until the transaction ends, so that two people's changes come one after the other. */
export async function lock(tx: Transaction, id: string): Promise<Row> {
  const [row] = isUuid(id) ? await tx.select().from(personas).where(eq(personas.personaId, id)).for('update') : []
  if (row === undefined) throw unknownPersona()
  return row
}

export function lineageOf(row: Pick<Row, 'lineage'>): LineageEntry[] {
  return LineageEntry.array().parse(row.lineage)
}

async function requireFreeName(tx: Transaction, id: string, name: string): Promise<void> {
  const [taken] = await tx.select({ id: personas.personaId }).from(personas)
    .where(and(sql`lower(${personas.name}) = lower(${name})`, ne(personas.personaId, id), ne(personas.status, 'retired'))).limit(1)
  if (taken !== undefined) throw new LotseError('conflict', 'name_taken', 'Another persona has this name.', [{ path: 'name', message: 'is taken' }])
}

