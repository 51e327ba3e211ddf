import { LotseError } from '../errors.ts'
import { isUuid, type ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { CardFacts, type ModelCard, type ModelSummary } from './card.ts'
import { LEGAL_BASIS, LIMITS, NOT_FOR, PRIVACY, USES, WHAT } from './cardNotes.ts'
import { LEAST_PEOPLE as LEAST_PER_GROUP } from './groupings.ts'
import { boundedFrom, outcomesOf } from './registryResults.ts'
import { artefactUnknown, standingOf } from './registrySteps.ts'
import { stepsFrom, type ModelStep } from './registryLife.ts'

const PAGE = 50
/** The log of decisions is looked at no longer than this. */
const WINDOW_MS = 30 * 86_400_000

/** Newest first. */
export async function listModels(store: Pick<Store, 'sql'>, cursor: string | null = null): Promise<{ readonly data: readonly ModelSummary[]; readonly nextCursor: string | null }> {
  if (cursor !== null && !isUuid(cursor)) throw new LotseError('input', 'cursor_invalid', 'Use nextCursor of the page before as it was given.', [{ path: 'cursor', message: 'is not a cursor' }])
  const { sql } = store
  const rows = await sql<ModelSummary[]>`
    select ${summary(sql)} from artefacts ${cursor === null ? sql`` : sql`where (created_at, artefact_id) < (select created_at, artefact_id from artefacts where artefact_id = ${cursor})`}
    order by created_at desc, artefact_id desc limit ${PAGE + 1}`
  const page = rows.slice(0, PAGE)
  return { data: page, nextCursor: rows.length > PAGE ? page[page.length - 1].id : null }
}

/** Throws artefact_unknown (missing). */
export async function getModel({ sql }: Pick<Store, 'sql'>, id: string): Promise<ModelSummary> {
  const [row] = isUuid(id) ? await sql<ModelSummary[]>`select ${summary(sql)} from artefacts where artefact_id = ${id}` : []
  if (row === undefined) throw artefactUnknown()
  return row
}

function summary(sql: Store['sql']) {
  return sql`artefact_id as id, kind, version, status, share::numeric::float8 as share, created_at as "createdAt", published_at as "publishedAt", window_from as "windowFrom", window_to as "windowTo", people, gate, bytes is not null as readable`
}

type Row = ModelSummary & {
  runId: string; sha256: string; settings: ModelCard['settings']; metrics: ModelCard['metrics']; facts: unknown; erased: number; root: string | null; members: boolean
  canaryAt: Date | null; retiredAt: Date | null; previousId: ArtefactId | null; previousVersion: string | null
}

/** The card as it stands now. Throws artefact_unknown (missing). */
export async function modelCard(store: Pick<Store, 'sql'>, id: string, now: Date): Promise<ModelCard> {
  const { sql } = store
  const [row] = isUuid(id) ? await sql<Row[]>`
    select ${summary(sql)}, run_id as "runId", sha256, settings, metrics, facts, erased, membership_root as root, exists (select 1 from artefact_members m where m.artefact_id = a.artefact_id) as members,
      canary_at as "canaryAt", retired_at as "retiredAt", previous_id as "previousId", (select p.version from artefacts p where p.artefact_id = a.previous_id) as "previousVersion"
    from artefacts a where artefact_id = ${id}` : []
  if (row === undefined) throw artefactUnknown()
  const { runId, sha256, settings, metrics, erased, root, members, previousId, previousVersion } = row
  const facts = CardFacts.parse(row.facts)
  return {
    ...headOf(row), schema: 'lotse.model-card/1',
    details: { what: WHAT, runId, sha256, bytes: facts.bytes ?? null, seed: facts.seed ?? null, engine: facts.engine ?? null, node: facts.node ?? null },
    intendedUse: { uses: USES, notFor: NOT_FOR },
    data: {
      from: row.windowFrom, to: row.windowTo, admitted: facts.admitted ?? null, people: row.people, erased, items: facts.items ?? null, interactions: facts.interactions ?? null,
      purpose: facts.purpose ?? null, legalBasis: LEGAL_BASIS, policyVersion: facts.policyVersion ?? null, admittedAt: facts.admittedAt ?? null,
    },
    privacy: { notes: PRIVACY, membership: { root, kept: members }, leastPeoplePerGroup: LEAST_PER_GROUP, fewestPeoplePerItem: facts.fewestPerItem ?? null },
    settings, metrics, limits: LIMITS,
    lineage: { previous: previousId === null || previousVersion === null ? null : { id: previousId, version: previousVersion }, history: await historyOf(store, id) },
    serving: await servingOf(store, row, now),
  }
}

function headOf({ id, kind, version, status, share, createdAt, publishedAt, windowFrom, windowTo, people, gate, readable }: ModelSummary): ModelSummary {
  return { id, kind, version, status, share, createdAt, publishedAt, windowFrom, windowTo, people, gate, readable }
}

/** What may be done with it now. Throws artefact_unknown (missing). */
export async function stepsOf(store: Pick<Store, 'sql'>, id: string): Promise<readonly ModelStep[]> {
  return stepsFrom(await standingOf(store.sql, id))
}

async function historyOf({ sql }: Pick<Store, 'sql'>, id: string): Promise<ModelCard['lineage']['history']> {
  return sql<{ at: Date; actor: string; action: string; reason: string | null; share: number | null }[]>`
    select at, actor, action, detail ->> 'reason' as reason, (detail ->> 'share')::float8 as share from audit where subject = ${id} and action like 'model.%' order by audit_id`
}

/** Of a canary or a published model beside a canary: both, since both were shown. Of others: itself, for as long as it was in service. */
async function servingOf(store: Pick<Store, 'sql'>, row: Row, now: Date): Promise<ModelCard['serving']> {
  const inService = row.status === 'canary' || row.status === 'published'
  const since = row.status === 'canary' ? row.canaryAt : row.publishedAt ?? row.canaryAt
  const until = inService ? now : row.retiredAt
  if (since === null || until === null) return null
  const [other] = inService ? await store.sql<{ id: ArtefactId; version: string; since: Date | null }[]>`
    select artefact_id as id, version, case when status = 'canary' then canary_at else published_at end as since from artefacts
    where kind = ${row.kind} and status = ${row.status === 'canary' ? 'published' : 'canary'}` : []
  const begun = Math.max(since.getTime(), other?.since?.getTime() ?? -Infinity, until.getTime() - WINDOW_MS)
  const from = await boundedFrom(store, new Date(begun), until)
  const outcomes = await outcomesOf(store, other === undefined || other.version === row.version ? [row.version] : [row.version, other.version], from, until, now)
  const of = (version: string) => outcomes.find((one) => one.version === version)
  const [own, beside] = [of(row.version), other === undefined ? undefined : of(other.version)]
  return own === undefined ? null : { from, to: until, own, beside: other === undefined || beside === undefined ? null : { id: other.id, outcome: beside } }
}
