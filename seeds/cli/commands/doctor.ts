import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import path from 'node:path'
import { listKeys } from '../../../engine/access/keys.ts'
import type { Config } from '../../../engine/config.ts'
import { listRuns } from '../../../engine/jobs/runs.ts'
import { publishedArtefacts } from '../../../engine/recommender/registry.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { openQueue } from '../../../engine/worker/queue.ts'
import type { LotseCommand } from '../command.ts'
import { clock, withStore } from '../context.ts'

/** One thing looked at: what was found and, where it is not well, what to do. */
type Finding = { readonly check: string; readonly ok: boolean; readonly found: string; readonly advice?: string }

const ENOUGH_DISK_GB = 2
const CLOCK_SKEW_MS = 2000

async function lookAtDatabase(store: Store): Promise<Finding[]> {
  const [{ version, at }] = await store.sql<{ version: string; at: Date }[]>`select current_setting('server_version') version, clock_timestamp() at`
  const major = Number.parseInt(version, 10)
  const skew = Math.abs(clock().getTime() - at.getTime())
  return [
    { check: 'database', ok: major >= 15, found: `PostgreSQL ${version}`, advice: 'PostgreSQL 15 or newer is needed.' },
    { check: 'clock', ok: skew < CLOCK_SKEW_MS, found: `${skew} ms from the database's`, advice: 'Set both clocks by NTP: consent and events are ordered by time.' },
  ]
}

async function lookAtQueue(store: Store, config: Config): Promise<Finding> {
  const errors: string[] = []
  try {
    const queue = await openQueue(store, config.redisUrl === null ? { postgres: store.connection } : { redisUrl: config.redisUrl }, (error) => errors.push(error.name))
    await queue.close()
    return { check: 'queue', ok: true, found: config.redisUrl === null ? 'on the database' : 'on Redis' }
  } catch (error) {
    return { check: 'queue', ok: false, found: (error as Error).name, advice: 'Check REDIS_URL, or unset it to keep the queue on the database.' }
  }
}

async function lookAtRest(store: Store): Promise<Finding[]> {
  const keys = (await listKeys(store)).filter((key) => key.revokedAt === null)
  const [run] = await listRuns(store, 1, null)
  const artefacts = await publishedArtefacts(store)
  return [
    { check: 'keys', ok: keys.length > 0, found: `${keys.length} in use`, advice: 'Make one: lotse keys create --scopes admin' },
    { check: 'last run', ok: run !== undefined && run.status !== 'failed', found: run === undefined ? 'none' : `${run.job} ${run.status}${run.error === null ? '' : ` (${run.error})`}`, advice: 'Run the batch: lotse run' },
    { check: 'artefacts', ok: artefacts.length > 0, found: artefacts.length === 0 ? 'none published' : artefacts.map((a) => `${a.kind} ${a.version}`).join(', '), advice: 'Decisions fall back to what is new or popular until a recommender is published: lotse run recommender' },
  ]
}

async function lookAtDisk(config: Config): Promise<Finding> {
  const folder = 'folder' in config.store ? path.dirname(config.store.folder) : process.cwd()
  await access(folder, constants.W_OK)
  const { bavail, bsize } = await statfs(folder)
  const free = Math.round(bavail * bsize / 1e8) / 10
  return { check: 'disk', ok: free >= ENOUGH_DISK_GB, found: `${free} GB free`, advice: 'Make room: the log only grows.' }
}

export const doctorCommand: LotseCommand = {
  usage: 'doctor',
  description: 'look at database, queue, artefacts, keys, clock and disk, and say what to do',
  run: async (output) => {
    const findings = await withStore(async (store, config) => [...await lookAtDatabase(store), await lookAtQueue(store, config), ...await lookAtRest(store), await lookAtDisk(config)])
    const healthy = findings.every((finding) => finding.ok)
    output.result({ healthy, node: process.versions.node, findings }, () => findings.map((f) => `${f.ok ? 'ok  ' : 'mend'} ${f.check.padEnd(10)} ${f.found}${f.ok || f.advice === undefined ? '' : `\n     ${f.advice}`}`))
    if (!healthy) process.exitCode = 1
  },
}
