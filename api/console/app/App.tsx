import { useEffect } from 'preact/hooks'
import { loadEngine } from './charts/load.ts'
import { useSession } from './client/session.tsx'
import { ComparePage } from './compare/ComparePage.tsx'
import { ModelPage } from './models/ModelPage.tsx'
import { ModelsPage } from './models/ModelsPage.tsx'
import { Overview } from './overview/Overview.tsx'
import { PersonaPage } from './persona/PersonaPage.tsx'
import { ReviewPage } from './review/ReviewPage.tsx'
import { useRoute, type Route } from './router.tsx'
import { MovesPage } from './runs/MovesPage.tsx'
import { RunPage } from './runs/RunPage.tsx'
import { RunsPage } from './runs/RunsPage.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { Frame } from './shell/Frame.tsx'
import { Login } from './shell/Login.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { WhyPage } from './why/WhyPage.tsx'

function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'overview': return <Overview />
    case 'persona': return <PersonaPage key={route.id} id={route.id} />
    case 'compare': return <ComparePage a={route.a} b={route.b} />
    case 'review': return <ReviewPage />
    case 'why': return <WhyPage />
    case 'settings': return <SettingsPage />
    case 'runs': return <RunsPage />
    case 'run': return <RunPage key={route.id} id={route.id} />
    case 'moves': return <MovesPage key={route.id} id={route.id} since={route.since} />
    case 'models': return <ModelsPage />
    case 'model': return <ModelPage key={route.id} id={route.id} />
    case 'unknown': return <NotFound />
  }
}

/** What draws is fetched beside the data of these. */
const DRAWN: ReadonlySet<Route['view']> = new Set(['overview', 'persona', 'compare', 'run', 'moves', 'why'])

export function App() {
  const { call } = useSession()
  const route = useRoute()
  useEffect(() => { if (call !== null && DRAWN.has(route.view)) void loadEngine() }, [call, route.view])
  if (call === null) return <Login />
  return <Frame route={route}><View route={route} /></Frame>
}
