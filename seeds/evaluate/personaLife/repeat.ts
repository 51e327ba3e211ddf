import type { RunId } from '../../../engine/ids.ts'
import type { Store } from '../../../engine/store/connect.ts'

/** Whether two runs left the same to the bit: how many rows of each kind differ, of how many members. Run ids, the moments of writing and what is told about the run before are not looked at. */
export type Repeated = { readonly identical: boolean; readonly members: number; readonly differing: { readonly members: number; readonly profiles: number; readonly runs: number } }

export async function compareRuns({ sql }: Pick<Store, 'sql'>, first: RunId, second: RunId): Promise<Repeated> {
  const apart = (table: string, leftOut: readonly string[]) => {
    const rows = (runId: RunId) => sql`select to_jsonb(t) - ${[...leftOut]}::text[] from ${sql(table)} t where run_id = ${runId}`
    return sql`(select count(*)::int from ((${rows(first)} except all ${rows(second)}) union all (${rows(second)} except all ${rows(first)})) d)`
  }
  const [{ all, ...differing }] = await sql<{ all: number; members: number; profiles: number; runs: number }[]>`
    select (select count(*)::int from persona_members where run_id = ${first}) "all", ${apart('persona_members', ['run_id'])} members,
      ${apart('persona_profiles', ['run_id'])} profiles, ${apart('persona_runs', ['run_id', 'feature_run_id', 'report', 'created_at', 'completed_at'])} runs`
  const { members, profiles, runs } = differing
  return { identical: all > 0 && members === 0 && profiles === 0 && runs === 0, members: all, differing: { members, profiles, runs } }
}
