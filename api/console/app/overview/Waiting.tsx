import type { Alert, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { alertWords } from '../review/alertWords.ts'
import { Link } from '../router.tsx'

/** So many alerts are told here; the rest in the review. */
const TOLD = 3

/** What somebody should look at: alerts nobody has seen, personas that wait for approval. Nothing where nothing waits. */
export function Waiting({ alerts, personas }: { alerts: readonly Alert[]; personas: readonly Persona[] }) {
  const locale = useLocale()
  const { t } = locale
  const inReview = personas.filter((persona) => persona.status === 'in_review').length
  if (alerts.length + inReview === 0) return null
  return (
    <section class="waiting" aria-label={t.review.title}>
      {inReview > 0 && <p><Link to={{ view: 'review' }}>{t.overview.waiting(inReview)}</Link></p>}
      {alerts.length > 0 && (
        <>
          <p>{t.overview.alerts(alerts.length)}:</p>
          <ul>{alerts.slice(0, TOLD).map((alert) => <li key={alert.id}>{alertWords(alert, personas, locale)}</li>)}</ul>
          <p><Link to={{ view: 'review' }}>{t.overview.alertsAll}</Link></p>
        </>
      )}
    </section>
  )
}
