import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'

/** One consistent look at the log: the transaction, whom it may see, and how far back in time it stands. */
export type Scope = {
  readonly tx: TransactionSql
  readonly permit: PopulationPermit<'personalize.content.profiling'>
  readonly asOf: Date
  /** The clock on the shop's wall, for hours and weekdays: an IANA zone. */
  readonly zone: string
}

/** Joins a log `e` to the people let into the run, as `p`; nothing that happened after the as-of time. */
export function admitted({ tx, permit, asOf }: Scope): ReturnType<TransactionSql> {
  return tx`join run_population p on p.customer_id = e.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose} and e.occurred_at <= ${asOf}`
}

export const ROWS_AT_ONCE = 2000
