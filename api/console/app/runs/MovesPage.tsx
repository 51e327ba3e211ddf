import { useCallback, useId, useMemo } from 'preact/hooks'
import { CallError } from '../client/call.ts'
import { listEveryPersona } from '../client/personas.ts'
import { pageOfRuns, readMigration, readRun } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Migration, Persona, PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { featuresOf } from '../persona/labels.ts'
import { huesOf } from '../persona/shown.ts'
import { go, Link } from '../router.tsx'
import { Empty, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { Drift } from './Drift.tsx'
import { Flows } from './Flows.tsx'
import { standWords } from './standWords.ts'

type Loaded = { readonly run: PersonaRun; readonly runs: readonly PersonaRun[]; readonly personas: readonly Persona[]; /** null: there is no run before. */ readonly migration: Migration | null }

/** What moved between two runs: people, what they do, and how large the personas are. */
export function MovesPage({ id, since }: { id: string; since: string | null }) {
  const call = useCall()
  const { t, format } = useLocale()
  const load = useCallback(async (): Promise<Loaded> => {
    const migration = readMigration(call, id, since).catch((error: unknown) => {
      if (error instanceof CallError && error.code === 'nothing_before') return null
      throw error
    })
    const [run, { data: runs }, personas, found] = await Promise.all([readRun(call, id), pageOfRuns(call), listEveryPersona(call), migration])
    return { run, runs, personas, migration: found }
  }, [call, id, since])
  const { loaded, reload } = useLoad(load)
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.runs.moved.title}>
      {({ run, runs, personas, migration }) => (
        <div class="stack-wide">
          <p class="crumbs"><Link to={{ view: 'run', id }}>← {t.runs.one(format.date(run.asOf))}</Link></p>
          <div class="intro">
            <Title>{t.runs.moved.title}</Title>
            {migration !== null && <p class="lead">{t.runs.moved.between(format.date(migration.since.asOf), format.date(migration.now.asOf))}</p>}
          </div>
          {migration === null ? <Empty title={t.runs.moved.first} /> : (
            <>
              <SinceForm id={id} runs={runs.filter((one) => one.completedAt !== null && one.id !== id && one.createdAt < run.createdAt)} since={migration.since.runId} />
              <Moved run={run} runs={runs} personas={personas} migration={migration} />
            </>
          )}
        </div>
      )}
    </WhenLoaded>
  )
}

function SinceForm({ id, runs, since }: { id: string; runs: readonly PersonaRun[]; since: string }) {
  const { t, format } = useLocale()
  const field = useId()
  if (runs.length < 2) return null
  return (
    <div class="field narrow screen-only">
      <label for={field}>{t.runs.moved.since}</label>
      <select id={field} value={since} onChange={(event) => go({ view: 'moves', id, since: event.currentTarget.value }, { keep: true })}>
        {runs.map((run) => <option key={run.id} value={run.id}>{format.date(run.asOf)} ({format.time(run.createdAt)})</option>)}
      </select>
    </div>
  )
}

function Moved({ run, runs, personas, migration }: Loaded & { migration: Migration }) {
  const locale = useLocale()
  const { format } = locale
  const hues = useMemo(() => huesOf(personas), [personas])
  const nameOf = useCallback((key: string) => standWords(key, [...migration.before, ...migration.after], personas, locale), [migration, personas, locale])
  const hueOf = useCallback((key: string) => hues.get(key) ?? null, [hues])
  const { drift } = run.report
  const against = runs.find((one) => one.id === drift?.since)
  return (
    <>
      <Flows migration={migration} nameOf={nameOf} hueOf={hueOf} />
      {drift !== null && <Drift drift={drift} falseAlarms={run.settings.falseAlarmsPerYear} against={against === undefined ? null : format.date(against.asOf)} features={featuresOf(personas)} nameOf={nameOf} />}
    </>
  )
}
