import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'
import { inUse } from '../personas/life/sets.ts'
import { K_HAND_ON } from './thresholds.ts'

/** Members of the personas in use that are large enough to be handed on: customer_id (the person's), persona_id, name, weight. */
export function publishedMembers(sql: Sql | TransactionSql, at: Date): PendingQuery<Row[]> {
  return sql`(
    select m.customer_id, p.persona_id, p.name, m.weight::float8 as weight from ${inUse(sql, at)} u join personas p on p.persona_id = u.persona_id
    join persona_profiles f on f.persona_id = u.persona_id and f.run_id = u.run_id and f.size >= ${K_HAND_ON} join persona_members m on m.run_id = u.run_id and m.persona_id = u.persona_id)`
}

/** Personas in use that are large enough to be handed on by those of them who are admitted now: the run's size less those who left since. */
export function largeEnough(sql: Sql | TransactionSql, { runId, purpose, checkedAt }: PopulationPermit<'personalize.content.profiling'>): PendingQuery<Row[]> {
  return sql`(
    select u.persona_id from ${inUse(sql, checkedAt)} u join persona_profiles f on f.persona_id = u.persona_id and f.run_id = u.run_id
    where f.size - (select count(*) from persona_members l where l.run_id = u.run_id and l.persona_id = u.persona_id and not exists (
      select 1 from run_population q where q.customer_id = l.customer_id and q.run_id = ${runId} and q.purpose = ${purpose})) >= ${K_HAND_ON})`
}
