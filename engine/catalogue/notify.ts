import type { Sql, TransactionSql } from 'postgres'

/** The channel on which every process that serves from memory hears that items, offers or slots changed. */
export const CATALOGUE_CHANNEL = 'lotse_items'

/** Sent with the transaction's commit; several in one transaction arrive as one. */
export async function tellCatalogueChanged(sql: Sql | TransactionSql): Promise<void> {
  await sql`select pg_notify(${CATALOGUE_CHANNEL}, '')`
}
