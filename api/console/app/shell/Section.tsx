import type { ComponentChildren } from 'preact'
import { useLocale } from '../i18n/locale.tsx'

/** A titled panel; in words when there is nothing to show. */
export function Section({ id, title, empty, children }: { id: string; title: string; empty?: boolean; children: ComponentChildren }) {
  const { t } = useLocale()
  return (
    <section class="panel stack" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {empty === true ? <p class="hint">{t.app.none}</p> : children}
    </section>
  )
}
