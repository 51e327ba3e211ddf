import { useSession } from './client/session.tsx'
import { useLocale } from './i18n/locale.tsx'
import { Overview } from './overview/Overview.tsx'
import { PersonaPage } from './persona/PersonaPage.tsx'
import { Link, useRoute, type Route } from './router.tsx'
import { RunPage } from './runs/RunPage.tsx'
import { RunsPage } from './runs/RunsPage.tsx'
import { Frame } from './shell/Frame.tsx'
import { Login } from './shell/Login.tsx'
import { Title } from './shell/Title.tsx'

function View({ route }: { route: Route }) {
  const { t } = useLocale()
  switch (route.view) {
    case 'overview': return <Overview />
    case 'persona': return <PersonaPage key={route.id} id={route.id} />
    case 'runs': return <RunsPage />
    case 'run': return <RunPage key={route.id} id={route.id} />
    case 'unknown': return <div class="stack"><Title>{t.app.notFound}</Title><p><Link to={{ view: 'overview' }}>{t.app.toOverview}</Link></p></div>
  }
}

export function App() {
  const { call } = useSession()
  const route = useRoute()
  if (call === null) return <Login />
  return <Frame route={route}><View route={route} /></Frame>
}
