import type { TransactionSql } from 'postgres'

/** How many artefacts of a status keep their bytes besides those that are served. */
export const KEPT = 5
/** How long a set of members outlasts its artefact's service: as long as claims may be brought (§ 195 BGB). */
const MEMBERS_YEARS = 3

/**
 * Lets go of bytes that nobody will serve again: of each status but published and canary the newest five keep theirs, and so does the one
 * a rollback would go back to. Cards stay. Sets of members end three years after their model's service.
 */
export async function prune(tx: TransactionSql, kind: string, now: Date): Promise<void> {
  await tx`
    update artefacts a set bytes = null
    from (select artefact_id, row_number() over (partition by status order by coalesce(retired_at, created_at) desc, artefact_id desc) as place from artefacts
      where kind = ${kind} and bytes is not null and status not in ('published', 'canary')) o
    where o.artefact_id = a.artefact_id and o.place > ${KEPT}
      and not exists (select 1 from artefacts p where p.kind = ${kind} and p.status = 'published' and p.previous_id = a.artefact_id)`
  await tx`
    delete from artefact_members m using artefacts a where a.artefact_id = m.artefact_id and a.kind = ${kind} and a.bytes is null
      and coalesce(a.retired_at, a.created_at) < ${now}::timestamptz - make_interval(years => ${MEMBERS_YEARS})`
}
