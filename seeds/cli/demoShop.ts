import { z } from 'zod'
import type { Store } from '../../engine/store/connect.ts'

const NAME = 'demo'
const Known = z.object({ seed: z.number(), customers: z.number(), until: z.iso.datetime(), runId: z.string() })
export type KnownDemo = z.infer<typeof Known>

/** The demo shop in this database and the run that learned from it; null while it isn't whole. */
export async function demoShop(store: Store): Promise<KnownDemo | null> {
  const [row] = await store.sql<{ value: unknown }[]>`select value from installation where name = ${NAME}`
  return row === undefined ? null : Known.parse(row.value)
}

export async function rememberDemo(store: Store, demo: KnownDemo): Promise<void> {
  await store.sql`insert into installation (name, value) values (${NAME}, ${store.sql.json(demo)}) on conflict (name) do update set value = excluded.value`
}
