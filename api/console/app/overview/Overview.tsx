import { useCallback } from 'preact/hooks'
import { listAlerts } from '../client/notes.ts'
import { listEveryPersona } from '../client/personas.ts'
import { lastRun } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Alert, Persona, PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { huesOf } from '../persona/shown.ts'
import { Link } from '../router.tsx'
import { ChoiceSection } from '../runs/ChoiceSection.tsx'
import { Empty, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { LikenessSection } from './LikenessSection.tsx'
import { MapSection } from './MapSection.tsx'
import { PersonaCard } from './PersonaCard.tsx'
import { SizeSection } from './SizeSection.tsx'
import { Waiting } from './Waiting.tsx'

type Found = { readonly personas: readonly Persona[]; readonly run: PersonaRun | null; readonly alerts: readonly Alert[] }

/** Most valuable first; without prices the largest first. */
function byWorth(a: Persona, b: Persona): number {
  return (b.facts.revenue?.total ?? 0) - (a.facts.revenue?.total ?? 0) || b.facts.size - a.facts.size
}

function Found({ personas, run, alerts }: Found) {
  const { t, format } = useLocale()
  const hues = huesOf(personas)
  const sorted = personas.toSorted(byWorth)
  const inUse = sorted.filter((persona) => persona.status !== 'retired')
  const retired = sorted.filter((persona) => persona.status === 'retired')
  const widest = Math.max(...personas.flatMap(({ facts }) => [facts.share, facts.revenue?.share ?? 0]))
  const cards = (list: readonly Persona[]) => <ul class="cards">{list.map((persona) => <li key={persona.id}><PersonaCard persona={persona} hue={hues.get(persona.id) ?? 1} widest={widest} run={run} /></li>)}</ul>
  return (
    <div class="stack-wide">
      <div class="intro">
        <Title>{t.overview.title(inUse.length)}</Title>
        {run !== null && <p class="lead">{t.overview.learned(format.whole(run.n), format.date(run.asOf))}</p>}
        <p class="links screen-only">
          {inUse.length > 1 && <Link to={{ view: 'compare', a: null, b: null }}>{t.overview.compare}</Link>}
          {run !== null && run.report.drift !== null && <Link to={{ view: 'moves', id: run.id, since: null }}>{t.overview.moved}</Link>}
        </p>
      </div>
      <Waiting alerts={alerts} personas={personas} />
      {inUse.length > 0 ? cards(inUse) : <p>{t.overview.none}</p>}
      {run !== null && run.report.map !== null && inUse.length > 1 && <LikenessSection map={run.report.map} personas={inUse} hues={hues} />}
      {inUse.length > 0 && <SizeSection personas={inUse} hues={hues} />}
      {inUse.length > 0 && <MapSection personas={inUse} hues={hues} />}
      {run !== null && <ChoiceSection run={run} />}
      {retired.length > 0 && <section class="stack" aria-labelledby="retired-title"><h2 id="retired-title">{t.overview.retired}</h2>{cards(retired)}</section>}
    </div>
  )
}

export function Overview() {
  const call = useCall()
  const { t } = useLocale()
  const load = useCallback(async (): Promise<Found> => {
    const [personas, run, alerts] = await Promise.all([listEveryPersona(call), lastRun(call), listAlerts(call)])
    return { personas, run, alerts }
  }, [call])
  const { loaded, reload } = useLoad(load)
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.app.personas}>
      {(found) => (found.personas.length === 0
        ? <div class="stack"><Title>{t.app.personas}</Title><Empty title={t.overview.empty} help={t.overview.emptyHelp} command="npx lotse run" /></div>
        : <Found {...found} />)}
    </WhenLoaded>
  )
}
