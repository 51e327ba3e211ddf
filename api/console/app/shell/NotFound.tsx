import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { Title } from './Title.tsx'

export function NotFound() {
  const { t } = useLocale()
  return <div class="stack"><Title>{t.app.notFound}</Title><p><Link to={{ view: 'overview' }}>{t.app.toOverview}</Link></p></div>
}
