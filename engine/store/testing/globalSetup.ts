import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { connect, openStore, type StoreConnection } from '../connect.ts'
import { migrateStore } from '../migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: StoreConnection
    template: string
  }
}

/**
 * One PostgreSQL for all test files: the embedded one, or the one named by LOTSE_TEST_DATABASE_URL. It holds a migrated template, of which
 * each file gets a copy (see testStore.ts).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-test-'))
  const url = process.env.LOTSE_TEST_DATABASE_URL
  const server = await openStore(url === undefined ? { folder: path.join(folder, 'pg') } : { databaseUrl: url }, 2)
  const template = `lotse_template_${process.pid}`
  await server.sql.unsafe(`create database ${template}`)
  const filled = await connect(at(server.connection, template), 1, async () => {})
  await migrateStore(filled)
  await filled.close()
  project.provide('server', server.connection)
  project.provide('template', template)
  return async () => {
    await server.sql.unsafe(`drop database if exists ${template}`)
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same server, another database. */
export function at(connection: StoreConnection, database: string): StoreConnection {
  if (!('url' in connection)) return { ...connection, database }
  const url = new URL(connection.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

export function open(connection: StoreConnection): postgres.Sql {
  return 'url' in connection ? postgres(connection.url, { max: 1, onnotice: () => {} }) : postgres({ ...connection, path: `${connection.host}/.s.PGSQL.${connection.port}`, max: 1, onnotice: () => {} })
}
