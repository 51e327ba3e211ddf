import { randomBytes } from 'node:crypto'
import type { Store } from '../store/connect.ts'

/** A secret of this installation's own, made at first use: 32 bytes in hex, the same in every process on the database. */
export async function installationSecret(store: Pick<Store, 'sql'>, name: string): Promise<string> {
  const read = () => store.sql<{ value: string }[]>`select value #>> '{}' as value from installation where name = ${name}`
  const [known] = await read()
  if (known !== undefined) return known.value
  await store.sql`insert into installation (name, value) values (${name}, to_jsonb(${randomBytes(32).toString('hex')}::text)) on conflict do nothing`
  const [made] = await read()
  return made.value
}
