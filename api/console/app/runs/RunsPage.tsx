import { useCallback } from 'preact/hooks'
import { Table } from '../charts/Table.tsx'
import { pageOfRuns } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { Empty, Failure, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { useSend } from '../shell/useSend.ts'

/** Every time the groups were looked for. */
export function RunsPage() {
  const call = useCall()
  const { t, format } = useLocale()
  const { loaded, reload, replace } = useLoad(useCallback(() => pageOfRuns(call), [call]))
  const { busy, error, send } = useSend()
  return (
    <div class="stack">
      <Title>{t.runs.title}</Title>
      <p class="lead">{t.runs.lead}</p>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ data: runs, nextCursor }) => {
          if (runs.length === 0) return <Empty title={t.runs.empty} help={t.overview.emptyHelp} command="npx lotse run" />
          const current = runs.find((run) => run.completedAt !== null)
          const older = async () => {
            const next = await pageOfRuns(call, nextCursor)
            replace({ data: [...runs, ...next.data], nextCursor: next.nextCursor })
          }
          return (
            <div class="panel stack">
              <Table caption={t.runs.title} head={[t.runs.asOf, t.runs.found, t.runs.customers, t.runs.started, t.runs.finished]}
                rows={runs.map((run) => ({
                  key: run.id,
                  cells: [
                    <><Link to={{ view: 'run', id: run.id }}>{format.date(run.asOf)}</Link>{run === current && <span class="pill pill-published">{t.runs.current}</span>}</>,
                    run.k, format.whole(run.n), format.time(run.createdAt), run.completedAt === null ? t.runs.unfinished : format.time(run.completedAt),
                  ],
                }))} />
              {nextCursor !== null && <p class="actions"><button type="button" disabled={busy} onClick={() => { void send(older) }}>{t.runs.older}</button></p>}
              {error !== null && <Failure error={error} />}
            </div>
          )
        }}
      </WhenLoaded>
    </div>
  )
}
