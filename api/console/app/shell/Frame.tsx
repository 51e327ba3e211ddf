import type { ComponentChildren } from 'preact'
import { useSession } from '../client/session.tsx'
import { useLocale } from '../i18n/locale.tsx'
import { Link, type Route } from '../router.tsx'
import { Mark } from './Mark.tsx'
import { Preferences } from './Preferences.tsx'
import { Skip } from './Skip.tsx'

/** Header, navigation and the place for a view. */
export function Frame({ route, children }: { route: Route; children: ComponentChildren }) {
  const { t } = useLocale()
  const { logOut } = useSession()
  const inRuns = route.view === 'runs' || route.view === 'run'
  const inModels = route.view === 'models' || route.view === 'model'
  return (
    <>
      <Skip />
      <header class="top">
        <div class="top-inner">
          <Link to={{ view: 'overview' }} class="brand"><Mark /><span>Lotse</span></Link>
          <nav aria-label={t.app.navigation}>
            <Link to={{ view: 'overview' }} current={route.view === 'overview' || route.view === 'persona'}>{t.app.personas}</Link>
            <Link to={{ view: 'runs' }} current={inRuns}>{t.app.runs}</Link>
            <Link to={{ view: 'models' }} current={inModels}>{t.models.title}</Link>
          </nav>
          <Preferences />
          <button type="button" class="quiet" onClick={logOut}>{t.app.logOut}</button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
    </>
  )
}
