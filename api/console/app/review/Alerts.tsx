import { useRef, useState } from 'preact/hooks'
import { markSeen } from '../client/notes.ts'
import { useCall } from '../client/session.tsx'
import type { Alert, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { Failure } from '../shell/States.tsx'
import { useSend } from '../shell/useSend.ts'
import { alertWords } from './alertWords.ts'

/** What runs saw that nobody has looked at yet. */
export function Alerts({ alerts, personas, onChange }: { alerts: readonly Alert[]; personas: readonly Persona[]; onChange: () => Promise<void> }) {
  const call = useCall()
  const locale = useLocale()
  const { t, format } = locale
  const { busy, error, send } = useSend()
  const [marked, setMarked] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = async (id: string) => {
    const done = await send(async () => {
      await markSeen(call, id)
      await onChange()
    })
    setMarked(done)
    if (done) heading.current?.focus()
  }
  return (
    <section class="panel stack" aria-labelledby="alerts-title">
      <h2 id="alerts-title" ref={heading} tabIndex={-1}>{t.review.alerts}</h2>
      {alerts.length === 0 ? <p class="hint">{t.review.noAlerts}</p> : (
        <ul class="alerts">
          {alerts.map((alert) => {
            const text = alertWords(alert, personas, locale)
            return (
              <li key={alert.id} class={`alert-${alert.kind}`}>
                <div><p>{text}</p><p class="hint"><time dateTime={alert.createdAt}>{format.time(alert.createdAt)}</time> · <Link to={{ view: 'moves', id: alert.runId, since: null }}>{t.review.run}</Link></p></div>
                <button type="button" disabled={busy} aria-label={t.review.seenLong(text)} onClick={() => { void seen(alert.id) }}>{t.review.seen}</button>
              </li>
            )
          })}
        </ul>
      )}
      {error !== null && <Failure error={error} />}
      <p class="unseen" role="status">{marked ? t.review.marked : ''}</p>
    </section>
  )
}
