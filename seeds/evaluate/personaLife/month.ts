import type { RunId } from '../../../engine/ids.ts'
import { executeRun } from '../../../engine/jobs/execute.ts'
import { createRun } from '../../../engine/jobs/runs.ts'
import { listPersonas, type Persona } from '../../../engine/personas/reading/readPersonas.ts'
import { getPersonaRun, type PersonaRun } from '../../../engine/personas/reading/readRuns.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { membersOf, type Members } from '../../shop/recovery.ts'

export type Found = {
  readonly run: PersonaRun
  readonly members: Members
  /** All there are or were. */
  readonly personas: readonly Persona[]
}

/** Groups everybody as of a moment that is also the clock's, as the monthly job would. */
export async function runPersonaJob(store: Store, asOf: Date, seed: number, progress: (share: number, words: string) => void): Promise<RunId> {
  const { runId } = await createRun(store, { job: 'personas', asOf, seed }, 'study', asOf)
  const { steps } = await executeRun(store, runId, () => asOf, (_job, share, words) => progress(share, words))
  const skipped = steps.find(({ status }) => status !== 'succeeded')
  if (skipped !== undefined) throw new Error(`The run found no personas: ${String(skipped.summary.reason)}`)
  return runId
}

export async function findings(store: Store, runId: RunId, now: Date): Promise<Found> {
  return {
    run: await getPersonaRun(store, runId), members: await membersOf(store, runId),
    personas: [...await listPersonas(store, now), ...await listPersonas(store, now, 'retired')],
  }
}
