import type { TransactionSql } from 'postgres'
import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, newId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaAlertKind } from '../../store/schema/learning.ts'

/** Something a run saw that somebody should look at. `detail` holds figures, no people. */
export type PersonaAlert = {
  readonly id: string
  readonly runId: RunId
  readonly personaId: PersonaId | null
  readonly kind: PersonaAlertKind
  readonly detail: { readonly [name: string]: unknown }
  readonly createdAt: Date
  readonly seenAt: Date | null
  readonly seenBy: string | null
}

export type AlertWish = Pick<PersonaAlert, 'personaId' | 'kind' | 'detail'>

export async function raiseAlerts(tx: TransactionSql, runId: RunId, alerts: readonly AlertWish[], now: Date): Promise<void> {
  for (const { personaId, kind, detail } of alerts) {
    await tx`insert into persona_alerts (alert_id, run_id, persona_id, kind, detail, created_at) values (${newId(now)}, ${runId}, ${personaId}, ${kind}, ${tx.json(JSON.parse(JSON.stringify(detail)))}, ${now})`
  }
}

const MOST = 200

/** Newest first; only what nobody has seen yet unless all are asked for. */
export async function listAlerts({ sql }: Pick<Store, 'sql'>, all = false): Promise<PersonaAlert[]> {
  return sql<PersonaAlert[]>`
    select alert_id id, run_id "runId", persona_id "personaId", kind, detail, created_at "createdAt", seen_at "seenAt", seen_by "seenBy" from persona_alerts
    ${all ? sql`` : sql`where seen_at is null`} order by created_at desc, alert_id desc limit ${MOST}`
}

/** Throws `alert_unknown`. Seen again by another, it stays with the first. */
export async function markAlertSeen(store: Pick<Store, 'sql'>, id: string, actor: string, now: Date): Promise<PersonaAlert> {
  return store.sql.begin(async (tx) => {
    const [alert] = isUuid(id) ? await tx<PersonaAlert[]>`
      update persona_alerts set seen_at = coalesce(seen_at, ${now}), seen_by = coalesce(seen_by, ${actor}) where alert_id = ${id}
      returning alert_id id, run_id "runId", persona_id "personaId", kind, detail, created_at "createdAt", seen_at "seenAt", seen_by "seenBy"` : []
    if (alert === undefined) throw new LotseError('missing', 'alert_unknown', 'There is no alert with this id. List them with GET /v1/persona-alerts.')
    await auditIn(tx, { actor, action: 'persona.alert_seen', subject: id, detail: {} }, now)
    return alert
  })
}
