import { createIds, type Ids } from './ids.ts'
import type { Row } from './rowsOf.ts'
import { readFields } from './text.ts'

/** Lines `user item item …`, as LightGCN's data have them; a user without items stands alone on a line, an item named again counts once. Rows carry no time. */
export async function readAdjacency(file: string, users: Ids, items: Ids): Promise<Row[]> {
  const rows: Row[] = []
  for (const { fields } of await readFields(file, ['user'])) {
    const customer = users.of(fields[0])
    for (const item of new Set(fields.slice(1))) rows.push({ customer, item: items.of(item), at: 0 })
  }
  return rows
}

export function newIds(): { users: Ids; items: Ids } {
  return { users: createIds(), items: createIds() }
}
