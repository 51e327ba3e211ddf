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
  const under = (...views: Route['view'][]) => views.includes(route.view)
  return (
    <>
      <Skip />
      <header class="top">
        <div class="top-inner">
          <Link to={{ view: 'overview' }} class="brand"><Mark /><span>Lotse</span></Link>
          <nav aria-label={t.app.navigation}>
            <Link to={{ view: 'overview' }} current={under('overview', 'persona', 'compare')}>{t.app.personas}</Link>
            <Link to={{ view: 'review' }} current={under('review')}>{t.review.title}</Link>
            <Link to={{ view: 'runs' }} current={under('runs', 'run', 'moves')}>{t.app.runs}</Link>
            <Link to={{ view: 'why' }} current={under('why')}>{t.why.nav}</Link>
            <Link to={{ view: 'models' }} current={under('models', 'model')}>{t.models.title}</Link>
            <Link to={{ view: 'settings' }} current={under('settings')}>{t.settings.title}</Link>
          </nav>
          <Preferences />
          <button type="button" class="quiet" onClick={logOut}>{t.app.logOut}</button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
    </>
  )
}
