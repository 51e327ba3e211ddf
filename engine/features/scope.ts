import type { Fragment, PendingQuery, TransactionSql } from 'postgres'
import type { Permit } from '../consent/permit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { RawRow } from './raw.ts'

/** One consistent look at the log: the transaction, whose events it may see, and how far back in time it stands. */
export type Scope = {
  readonly tx: TransactionSql
  readonly asOf: Date
  /** The clock on the shop's wall, for hours and weekdays: an IANA zone. */
  readonly zone: string
  /** For FROM: the rows of a log as `e` and whose they are as `p` (person_id), nothing that happened after the as-of time. */
  readonly log: (table: 'events' | 'event_items') => Fragment
  /** Reads a query in pieces that suit the number of people. */
  readonly rows: (query: PendingQuery<RawRow[]>) => AsyncIterable<readonly RawRow[]>
}

export const ROWS_AT_ONCE = 2000

/** Everybody let into a run: their rows are streamed. */
export function ofRun(tx: TransactionSql, permit: PopulationPermit<'personalize.content.profiling'>, asOf: Date, zone: string): Scope {
  const log = (table: string) => tx`
    ${tx(table)} e join run_population p on p.customer_id = e.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose} and e.occurred_at <= ${asOf}`
  return { tx, asOf, zone, log, rows: (query) => query.cursor(ROWS_AT_ONCE) }
}

/**
 * A few people who were asked a moment ago. Of the log only their own rows are read: OFFSET keeps the planner from turning the look-ups by
 * key into a join, for which it would read whole months of everybody from a few dozen people on.
 */
export function ofPeople(tx: TransactionSql, permits: readonly Permit<'personalize.content.profiling'>[], asOf: Date, zone: string): Scope {
  const ids = permits.flatMap(({ personId, customerIds }) => customerIds.map((customerId) => ({ personId, customerId })))
  const log = (table: string) => tx`
    unnest(${ids.map(({ customerId }) => customerId)}::uuid[], ${ids.map(({ personId }) => personId)}::uuid[]) as p (customer_id, person_id)
    cross join lateral (select * from ${tx(table)} where customer_id = p.customer_id and occurred_at <= ${asOf} offset 0) e`
  return { tx, asOf, zone, log, rows: atOnce }
}

async function* atOnce(query: PendingQuery<RawRow[]>): AsyncGenerator<readonly RawRow[]> {
  yield await query
}
