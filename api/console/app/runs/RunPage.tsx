import { useCallback } from 'preact/hooks'
import { listEveryPersona } from '../client/personas.ts'
import { readRun } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { namesOf } from '../persona/shown.ts'
import { Link } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { ChoiceSection } from './ChoiceSection.tsx'
import { Sensitive } from './Sensitive.tsx'
import { Undetermined } from './Undetermined.tsx'
import { Used } from './Used.tsx'
import { Value } from './Value.tsx'

/** One run: the choice it made, what it saw besides, and how it was set. */
export function RunPage({ id }: { id: string }) {
  const call = useCall()
  const { t, language, format } = useLocale()
  const load = useCallback(async () => {
    const [run, personas] = await Promise.all([readRun(call, id), listEveryPersona(call)])
    return { run, personas }
  }, [call, id])
  const { loaded, reload } = useLoad(load)
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.runs.title}>
      {({ run, personas }) => (
        <div class="stack-wide">
          <p class="crumbs"><Link to={{ view: 'runs' }}>← {t.runs.all}</Link></p>
          <div class="intro">
            <Title>{t.runs.one(format.date(run.asOf))}</Title>
            <p class="links screen-only">{run.report.drift !== null && <Link to={{ view: 'moves', id: run.id, since: null }}>{t.runs.moves}</Link>}</p>
          </div>
          <dl class="tiles">
            <div><dt>{t.runs.found}</dt><dd>{run.k}</dd></div>
            <div><dt>{t.runs.customers}</dt><dd>{format.whole(run.n)}</dd></div>
            <div><dt>{t.runs.finished}</dt><dd class="tile-text">{run.completedAt === null ? t.runs.unfinished : format.time(run.completedAt)}</dd></div>
          </dl>
          <ChoiceSection run={run} open />
          <Undetermined report={run.report} />
          <Sensitive findings={run.report.sensitive} names={namesOf(personas, language)} />
          <Value value={run.value} />
          <Used settings={run.settings} />
        </div>
      )}
    </WhenLoaded>
  )
}
