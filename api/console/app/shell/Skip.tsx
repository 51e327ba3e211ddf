import { useLocale } from '../i18n/locale.tsx'

/** The first thing the keyboard reaches. */
export function Skip() {
  const { t } = useLocale()
  return <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus() }}>{t.app.skip}</a>
}
