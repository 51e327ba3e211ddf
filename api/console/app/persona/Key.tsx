import { useLocale } from '../i18n/locale.tsx'

/** Which bar is which. */
export function Key() {
  const { t } = useLocale()
  return <p class="key"><span class="key-strong" aria-hidden="true" />{t.persona.group} <span class="key-rest" aria-hidden="true" />{t.persona.rest}</p>
}
