import { useCallback } from 'preact/hooks'
import { readRun } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { ChoiceSection } from './ChoiceSection.tsx'

/** One run and the choice it made. */
export function RunPage({ id }: { id: string }) {
  const call = useCall()
  const { t, format } = useLocale()
  const { loaded, reload } = useLoad(useCallback(() => readRun(call, id), [call, id]))
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.runs.title}>
      {(run) => (
        <div class="stack">
          <p class="crumbs"><Link to={{ view: 'runs' }}>← {t.runs.title}</Link></p>
          <Title>{t.runs.one(format.date(run.asOf))}</Title>
          <dl class="tiles">
            <div><dt>{t.runs.found}</dt><dd>{run.k}</dd></div>
            <div><dt>{t.runs.customers}</dt><dd>{format.whole(run.n)}</dd></div>
            <div><dt>{t.runs.finished}</dt><dd class="tile-text">{run.completedAt === null ? t.runs.unfinished : format.time(run.completedAt)}</dd></div>
          </dl>
          <ChoiceSection run={run} open />
        </div>
      )}
    </WhenLoaded>
  )
}
