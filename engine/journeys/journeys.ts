import { desc } from 'drizzle-orm'
import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { journeyReports } from '../store/schema/learning.ts'
import { reportJourneys, type JourneyReport } from './report.ts'

/** Reports on the journeys of those who allow it and keeps the report under the run. Repeating a run replaces its report. */
export async function runJourneys(store: Store, permit: PopulationPermit<'analytics.reporting'>, asOf: Date, now: Date): Promise<JourneyReport> {
  if (permit.people === 0) throw new LotseError('conflict', 'nobody_allows_reporting', 'Nobody allows analytics.reporting, so no journey is looked at.')
  const report = await reportJourneys(store, permit, asOf)
  await store.db.insert(journeyReports).values({ runId: permit.runId, asOf, report, createdAt: now })
    .onConflictDoUpdate({ target: journeyReports.runId, set: { report, asOf, createdAt: now } })
  return report
}

export async function latestJourneys(store: Store): Promise<{ runId: string; asOf: Date; report: JourneyReport }> {
  const [row] = await store.db.select().from(journeyReports).orderBy(desc(journeyReports.createdAt)).limit(1)
  if (row === undefined) throw new LotseError('missing', 'no_journeys', 'No journeys have been looked at yet. Run: lotse run journeys')
  return { runId: row.runId, asOf: row.asOf, report: row.report as JourneyReport }
}
