import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { LotseError } from '../errors.ts'
import { startEmbeddedPostgres } from './embedded.ts'

/**
 * The database. `db` is Drizzle's client; `sql` is a postgres.js client of its own for COPY, streams and set-based SQL, because Drizzle
 * changes how the client it is given parses dates and JSON.
 */
export type Store = {
  readonly db: PostgresJsDatabase
  readonly sql: Sql
  /** What a queue needs to reach the same database. */
  readonly connection: StoreConnection
  readonly close: () => Promise<void>
}

export type StoreConnection = { readonly url: string } | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }

export type StoreTarget = { readonly databaseUrl: string } | { readonly folder: string }

/** Opens the database named, or starts the embedded one on its folder. `connections` bounds each of the two clients' pools. */
export async function openStore(target: StoreTarget, connections = 8): Promise<Store> {
  if ('databaseUrl' in target) return connect({ url: target.databaseUrl }, connections, async () => {})
  const server = await startEmbeddedPostgres(target.folder)
  const { host, port, user, database } = server
  return connect({ host, port, user, database }, connections, server.stop)
}

/** Seconds until a lost database is tried again: the driver would wait up to 20, and whoever asks meanwhile with it. */
function reconnectAfter(tries: number): number {
  return Math.min(0.02 * 2 ** tries, 0.5)
}

/** A further pool on a database that is already up (a worker thread's own). */
export async function connect(connection: StoreConnection, connections: number, stop: () => Promise<void>): Promise<Store> {
  const options = { max: connections, onnotice: () => {}, backoff: reconnectAfter, connection: { application_name: 'lotse', timezone: 'UTC' } }
  const open = () => 'url' in connection ? postgres(connection.url, options) : postgres({ ...options, ...connection, path: `${connection.host}/.s.PGSQL.${connection.port}` })
  const forDrizzle = open()
  const sql = open()
  try {
    await sql`select 1`
  } catch (error) {
    await Promise.all([sql.end({ timeout: 1 }), forDrizzle.end({ timeout: 1 }), stop()])
    throw new LotseError('unavailable', 'database_unreachable', `The database cannot be reached (${(error as { code?: string }).code ?? 'no answer'}): check DATABASE_URL, or unset it for the embedded one.`)
  }
  return {
    db: drizzle(forDrizzle), sql, connection,
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), forDrizzle.end({ timeout: 5 })])
      await stop()
    },
  }
}
