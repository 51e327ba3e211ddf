import { useLocale } from '../i18n/locale.tsx'

/** Which bar is which. */
export function Swatches({ strong, rest }: { strong: string; rest: string }) {
  return <p class="key"><span><span class="key-strong" aria-hidden="true" />{strong}</span><span><span class="key-rest" aria-hidden="true" />{rest}</span></p>
}

/** A persona beside everybody else. */
export function Key() {
  const { t } = useLocale()
  return <Swatches strong={t.persona.group} rest={t.persona.rest} />
}
