import { useCallback } from 'preact/hooks'
import { Table } from '../charts/Table.tsx'
import { listRuns } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { Empty, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'

/** Every time the groups were looked for. */
export function RunsPage() {
  const call = useCall()
  const { t, format } = useLocale()
  const { loaded, reload } = useLoad(useCallback(() => listRuns(call), [call]))
  return (
    <div class="stack">
      <Title>{t.runs.title}</Title>
      <p class="lead">{t.runs.lead}</p>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(runs) => {
          if (runs.length === 0) return <Empty title={t.runs.empty} help={t.overview.emptyHelp} command="npx lotse run" />
          const current = runs.find((run) => run.completedAt !== null)
          return (
            <div class="panel">
              <Table caption={t.runs.title} head={[t.runs.asOf, t.runs.found, t.runs.customers, t.runs.started, t.runs.finished]}
                rows={runs.map((run) => ({
                  key: run.id,
                  cells: [
                    <><Link to={{ view: 'run', id: run.id }}>{format.date(run.asOf)}</Link>{run === current && <span class="pill pill-published">{t.runs.current}</span>}</>,
                    run.k, format.whole(run.n), format.time(run.createdAt), run.completedAt === null ? t.runs.unfinished : format.time(run.completedAt),
                  ],
                }))} />
            </div>
          )
        }}
      </WhenLoaded>
    </div>
  )
}
