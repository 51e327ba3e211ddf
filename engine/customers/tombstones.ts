import { createHmac, randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { keyOf, type Identifier } from './identifier.ts'

const SALT = 'identifier salt'

/** This installation's salt, made at first use. */
async function saltOf(sql: Sql | TransactionSql): Promise<string> {
  const [known] = await sql<{ value: string }[]>`select value #>> '{}' as value from installation where name = ${SALT}`
  if (known !== undefined) return known.value
  await sql`insert into installation (name, value) values (${SALT}, to_jsonb(${randomBytes(32).toString('hex')}::text)) on conflict do nothing`
  return saltOf(sql)
}

function hashOf(salt: string, identifier: Identifier): string {
  return createHmac('sha256', salt).update(keyOf(identifier)).digest('hex')
}

/** Keeps erased identifiers out for ever. Only their salted hash stays. */
export async function entomb(tx: TransactionSql, identifiers: readonly Identifier[], now: Date): Promise<void> {
  const salt = await saltOf(tx)
  const hashes = identifiers.map((identifier) => hashOf(salt, identifier))
  await tx`insert into tombstones (identifier_hash, erased_at) select h, ${now} from unnest(${hashes}::text[]) h on conflict do nothing`
}

/** Which of these were erased, as keys (see keyOf). Asked only of identifiers that nobody has, as an erased one is nobody's. */
export async function buriedAmong(tx: TransactionSql, identifiers: readonly Identifier[]): Promise<ReadonlySet<string>> {
  if (identifiers.length === 0) return new Set()
  const [{ exists }] = await tx<{ exists: boolean }[]>`select exists (select 1 from tombstones) as exists`
  if (!exists) return new Set()
  const salt = await saltOf(tx)
  const keys = new Map(identifiers.map((identifier) => [hashOf(salt, identifier), keyOf(identifier)]))
  const hit = await tx<{ identifier_hash: string }[]>`select identifier_hash from tombstones where identifier_hash = any(${[...keys.keys()]}::text[])`
  return new Set(hit.map((row) => keys.get(row.identifier_hash)).filter((key) => key !== undefined))
}
