import type { Store } from '../../store/connect.ts'

/** Names by persona id, of every persona there ever was. */
export async function personaNames(store: Pick<Store, 'sql'>): Promise<ReadonlyMap<string, string>> {
  const rows = await store.sql<{ id: string; name: string }[]>`select persona_id as id, name from personas`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
