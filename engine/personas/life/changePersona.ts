import type { TransactionSql } from 'postgres'
import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import { getPersona, unknownPersona } from '../reading/readPersonas.ts'
import { changing } from './changing.ts'
import { failing } from './checks.ts'
import { nextStep, type LifeEvent } from './life.ts'
import { LineageEntry, withEntry } from './lineage.ts'
import { writeSet, type PersonaSet } from './sets.ts'
import { readPersonaSettings } from '../settings.ts'

export type PersonaWish = {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly pinned?: boolean | undefined
  /** The version the wish was made on; another one since is a conflict. */
  readonly version?: number | undefined
}

/** Why, and for `approve` whether failed checks are overridden, for `publish` from when it counts. */
export type StepWish = { readonly reason?: string | undefined; readonly override?: boolean | undefined; readonly effectiveAt?: Date | undefined }

export type HandStep = 'submit' | 'approve' | 'reject' | 'publish' | 'retire'

export type PersonaRow = {
  readonly personaId: PersonaId
  readonly name: string
  readonly description: string
  readonly named: { readonly name: boolean; readonly description: boolean }
  readonly status: PersonaStatus
  readonly version: number
  readonly runId: RunId
  readonly pinned: boolean
  readonly lineage: LineageEntry[]
}

/**
 * Gives a persona a name or description of somebody's choosing, which later runs leave alone, or pins it, so that they keep it.
 * Throws `persona_unknown`, `persona_retired`, `version_conflict`, `name_taken`.
 */
export async function describePersona(store: Pick<Store, 'sql'>, id: string, wish: PersonaWish, actor: string, now: Date): Promise<void> {
  await changing(store, async (tx) => {
    const row = await lockPersona(tx, id)
    if (row.status === 'retired') throw new LotseError('conflict', 'persona_retired', 'A retired persona keeps its name.')
    requireVersion(row, wish.version)
    if (wish.name !== undefined) await requireFreeName(tx, row.personaId, wish.name)
    const named = { name: row.named.name || wish.name !== undefined, description: row.named.description || wish.description !== undefined }
    await tx`update personas set name = ${wish.name ?? row.name}, description = ${wish.description ?? row.description}, pinned = ${wish.pinned ?? row.pinned}, named = ${tx.json(named)},
      version = version + 1, updated_at = ${now} where persona_id = ${row.personaId}`
    const detail = { name: wish.name !== undefined, description: wish.description !== undefined, ...wish.pinned === undefined ? {} : { pinned: wish.pinned } }
    await auditIn(tx, { actor, action: 'persona.described', subject: row.personaId, detail }, now)
    await tx`select pg_notify('lotse_personas', ${row.personaId})`
  })
}

/**
 * Moves a persona on in its life. Approval asks the checks (see checks.ts) unless they are overridden with a reason. Throws `persona_unknown`, `persona_state`,
 * `persona_checks_failed`, `reason_missing`, `same_person`, `effective_in_past`, `override_out_of_place`.
 */
export async function movePersona(store: Pick<Store, 'sql'>, id: string, event: HandStep, actor: string, now: Date, wish: StepWish = {}): Promise<void> {
  requireSense(event, wish, now)
  // Asked before the row is locked: it reads everything a run found.
  const { overridden, version } = event === 'approve' ? await requireChecks(store, id, wish, now) : { overridden: [], version: undefined }
  const { fourEyes } = await readPersonaSettings(store)
  await changing(store, async (tx, set) => {
    const row = await lockPersona(tx, id)
    requireVersion(row, version)
    const { state, effects } = nextStep(row.status, event)
    if (event === 'approve' && fourEyes && submittedBy(row.lineage) === actor) throw new LotseError('conflict', 'same_person', 'Whoever handed a persona in may not approve it. Ask somebody else.')
    await keepStep(tx, row, state, entryOf(event, actor, wish, overridden, now), now)
    if (effects.includes('announce')) await changeSet(tx, set, row, event, actor, wish, now)
    await auditIn(tx, { actor, action: `persona.${event}`, subject: row.personaId, detail: { from: row.status, to: state, ...wish.reason === undefined ? {} : { reason: wish.reason }, ...overridden.length > 0 ? { override: overridden } : {} } }, now)
  })
}

function requireSense(event: HandStep, { reason, override, effectiveAt }: StepWish, now: Date): void {
  if (override === true && event !== 'approve') throw new LotseError('input', 'override_out_of_place', 'Only approval asks checks that could be overridden.', [{ path: 'override', message: 'belongs to approve' }])
  if (override === true && (reason ?? '').trim().length < LEAST_REASON) throw new LotseError('input', 'reason_missing', `Say in a sentence why the checks are overridden.`, [{ path: 'reason', message: `at least ${LEAST_REASON} characters` }])
  if (effectiveAt === undefined) return
  if (event !== 'publish') throw new LotseError('input', 'effective_out_of_place', 'Only publishing has an effective date.', [{ path: 'effectiveAt', message: 'belongs to publish' }])
  if (effectiveAt.getTime() > now.getTime() + FARTHEST_MS) throw new LotseError('input', 'effective_too_far', 'effectiveAt lies more than two years ahead.', [{ path: 'effectiveAt', message: 'is too far ahead' }])
  if (effectiveAt.getTime() < now.getTime() - 60_000) throw new LotseError('input', 'effective_in_past', 'effectiveAt must not lie in the past.', [{ path: 'effectiveAt', message: 'lies in the past' }])
}

const LEAST_REASON = 10
const FARTHEST_MS = 2 * 366 * 86_400_000

/** The names of checks that somebody overrides, none where all are passed, and the version of the persona they were asked of. */
async function requireChecks(store: Pick<Store, 'sql'>, id: string, { override }: StepWish, now: Date): Promise<{ overridden: string[]; version: number }> {
  const persona = await getPersona(store, id, now)
  const failed = failing(persona.checks)
  if (persona.status === 'in_review' && failed.length > 0 && override !== true) {
    throw new LotseError('conflict', 'persona_checks_failed', `It has not passed: ${failed.map(({ check, found }) => `${check} (${found.en})`).join('; ')}. Approve it nevertheless with "override": true and a reason.`,
      failed.map(({ check, found }) => ({ path: check, message: found.en })))
  }
  return { overridden: failed.map(({ check }) => check), version: persona.version }
}

function submittedBy(lineage: readonly LineageEntry[]): string | null {
  const last = lineage.findLast((entry) => entry.kind === 'submitted')
  return last?.kind === 'submitted' ? last.by : null
}

function entryOf(event: HandStep, by: string, { reason, effectiveAt }: StepWish, override: readonly string[], now: Date): LineageEntry {
  const common = { at: now.toISOString(), by, ...reason === undefined ? {} : { reason } }
  switch (event) {
    case 'submit': return { kind: 'submitted', ...common }
    case 'approve': return { kind: 'approved', ...common, ...override.length > 0 ? { override: [...override] } : {} }
    case 'reject': return { kind: 'rejected', ...common }
    case 'publish': return { kind: 'published', ...common, effectiveAt: (effectiveAt ?? now).toISOString() }
    case 'retire': return { kind: 'retired', ...common }
  }
}

/** What is in use with this persona added, or without it. The first one published brings its own run. */
async function changeSet(tx: TransactionSql, set: PersonaSet | null, { personaId, runId }: PersonaRow, event: LifeEvent, actor: string, { reason, effectiveAt }: StepWish, now: Date): Promise<void> {
  const others = (set?.entries ?? []).filter((entry) => entry.personaId !== personaId)
  const entries = event === 'publish' ? [...others, { personaId, effectiveAt: effectiveAt ?? now }] : others
  // A set that holds an older run keeps it, unless this persona is not among that run's.
  const known = set !== null && others.length > 0 && (await tx`select 1 from persona_profiles where run_id = ${set.runId} and persona_id = ${personaId}`).length > 0
  if (event === 'publish' && set !== null && others.length > 0 && !known) {
    throw new LotseError('conflict', 'persona_not_in_run', 'What is in use counts by an older run, which does not know this persona. Adopt the newer run first: POST /v1/persona-sets/adopt.')
  }
  await writeSet(tx, { runId: known || (event !== 'publish' && set !== null) ? set!.runId : runId, entries, kind: event === 'publish' ? 'published' : 'retired', actor, reason: reason ?? null }, now)
}

/** The persona in its next state, with what happened in its lineage. */
export async function keepStep(tx: TransactionSql, row: Pick<PersonaRow, 'personaId' | 'lineage'>, status: PersonaStatus, entry: LineageEntry, now: Date): Promise<void> {
  await tx`update personas set status = ${status}, lineage = ${tx.json(withEntry(row.lineage, entry))}, version = version + 1, updated_at = ${now} where persona_id = ${row.personaId}`
}

/** The row, locked until the transaction ends, so that two people's changes come one after the other. */
export async function lockPersona(tx: TransactionSql, id: string): Promise<PersonaRow> {
  const rows = isUuid(id) ? await tx<(Omit<PersonaRow, 'lineage'> & { lineage: unknown })[]>`
    select persona_id "personaId", name, description, named, status, version, run_id "runId", pinned, lineage from personas where persona_id = ${id} for update` : []
  const [row] = rows
  if (row === undefined) throw unknownPersona()
  return { ...row, lineage: LineageEntry.array().parse(row.lineage) }
}

function requireVersion(row: PersonaRow, version: number | undefined): void {
  if (version === undefined || version === row.version) return
  throw new LotseError('conflict', 'version_conflict', `Somebody changed this persona meanwhile: it is at version ${row.version}. Read it again.`, [{ path: 'version', message: `is ${row.version} now` }])
}

async function requireFreeName(tx: TransactionSql, id: PersonaId, name: string): Promise<void> {
  const taken = await tx`select 1 from personas where lower(name) = lower(${name}) and persona_id <> ${id} and status <> 'retired' limit 1`
  if (taken.length > 0) throw new LotseError('conflict', 'name_taken', 'Another persona has this name.', [{ path: 'name', message: 'is taken' }])
}
