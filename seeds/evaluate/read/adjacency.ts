import { createIds, type Ids } from './ids.ts'
import type { Row } from './rowsOf.ts'
import { readFields } from './text.ts'

/** Lines `user item item …`, as LightGCN's data have them; a user without items stands alone on a line. Rows carry no time. */
export async function readAdjacency(file: string, users: Ids, items: Ids): Promise<Row[]> {
  const rows: Row[] = []
  for (const { fields } of await readFields(file, ['user'])) {
    const customer = users.of(fields[0])
    for (let k = 1; k < fields.length; k++) rows.push({ customer, item: items.of(fields[k]), at: 0 })
  }
  return rows
}

export function newIds(): { users: Ids; items: Ids } {
  return { users: createIds(), items: createIds() }
}
