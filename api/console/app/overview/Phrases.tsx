import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

/** What sets a group apart, in a few words each. */
export function Phrases({ distinctions, currency, title }: { distinctions: Facts['distinguishing']; currency: string | null; title: string }) {
  const { t, language, format } = useLocale()
  if (distinctions.length === 0) return null
  return (
    <div class="phrases">
      <h3>{title}</h3>
      <ul>
        {distinctions.map((one) => (
          <li key={one.column}>
            <span class={`arrow ${one.direction}`} aria-hidden="true">{one.direction === 'more' ? '▲' : '▼'}</span>
            <span>
              <span class="phrase-name">{format.sentence(one.label[language])}</span>
              <span class="unseen">, {one.direction === 'more' ? t.distinction.more : t.distinction.less}: </span>
              <span class="phrase-values">{t.distinction.versus(format.unit(one.mean, one.unit, currency), format.unit(one.rest, one.unit, currency))}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
