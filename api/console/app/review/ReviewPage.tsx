import { useCallback } from 'preact/hooks'
import { listAlerts } from '../client/notes.ts'
import { listEveryPersona } from '../client/personas.ts'
import { lastRun } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { listSets } from '../client/sets.ts'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { huesOf } from '../persona/shown.ts'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { Alerts } from './Alerts.tsx'
import { Queue } from './Queue.tsx'
import { Sets } from './Sets.tsx'

/** What waits for somebody, and what is in use. */
export function ReviewPage() {
  const call = useCall()
  const { t } = useLocale()
  const load = useCallback(async () => {
    const [personas, alerts, sets, run] = await Promise.all([listEveryPersona(call), listAlerts(call), listSets(call), lastRun(call)])
    return { personas, alerts, sets, run }
  }, [call])
  const { loaded, reload, replace } = useLoad(load)
  const again = async () => replace(await load())
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.review.title}>
      {({ personas, alerts, sets, run }) => (
        <div class="stack-wide">
          <div class="intro">
            <Title>{t.review.title}</Title>
            <p class="lead">{t.review.lead}</p>
          </div>
          <Alerts alerts={alerts} personas={personas} onChange={again} />
          <Queue personas={personas} hues={huesOf(personas)} onChange={again} />
          <Sets sets={sets} personas={personas} run={run} onChange={again} />
        </div>
      )}
    </WhenLoaded>
  )
}
