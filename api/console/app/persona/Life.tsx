import { useEffect, useRef, useState } from 'preact/hooks'
import { CallError } from '../client/call.ts'
import { movePersona, type Step } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona, PersonaStatus } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure } from '../shell/States.tsx'

const PATH: readonly PersonaStatus[] = ['draft', 'in_review', 'approved', 'published']
const BACK: ReadonlySet<PersonaStatus> = new Set(['in_review', 'approved'])
const NEXT: Readonly<Record<PersonaStatus, Step | null>> = { draft: 'submit', in_review: 'approve', approved: 'publish', published: null, retired: null }

/** Where a persona stands between found and used, and the buttons that move it on. The API decides what is allowed and says why not. */
export function Life({ persona, onChange }: { persona: Persona; onChange: (next: Persona) => void }) {
  const call = useCall()
  const { t } = useLocale()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const [moved, setMoved] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => { if (asking) keep.current?.focus() }, [asking])
  const { status } = persona
  const next = NEXT[status]
  const reached = PATH.indexOf(status)

  const move = async (step: Step) => {
    setBusy(true)
    setError(null)
    try {
      onChange(await movePersona(call, persona.id, step))
      setMoved(true)
      // The button that was pressed may be gone now.
      heading.current?.focus()
    } catch (refused) {
      if (!(refused instanceof CallError)) throw refused
      setError(refused)
    } finally {
      setBusy(false)
      setAsking(false)
    }
  }
  return (
    <section class="panel life stack" aria-labelledby="life-title">
      <h2 id="life-title" ref={heading} tabIndex={-1}>{t.life.title}</h2>
      {status !== 'retired' && (
        <ol class="path">
          {PATH.map((one, i) => <li key={one} class={i < reached ? 'past' : i === reached ? 'now' : 'ahead'} aria-current={i === reached ? 'step' : undefined}>{t.status[one]}</li>)}
        </ol>
      )}
      <p>{t.life.means[status]}</p>
      {asking
        ? <div class="confirm stack" role="group" aria-label={t.life.retire}>
          <p>{t.life.confirm}</p>
          <p class="actions"><button type="button" class="danger" disabled={busy} onClick={() => { void move('retire') }}>{t.life.yes}</button><button type="button" ref={keep} onClick={() => { setAsking(false); heading.current?.focus() }}>{t.life.no}</button></p>
        </div>
        : <p class="actions">
          {next !== null && <button type="button" class="primary" disabled={busy} onClick={() => { void move(next) }}>{t.life[next]}</button>}
          {BACK.has(status) && <button type="button" disabled={busy} onClick={() => { void move('reject') }}>{t.life.reject}</button>}
          {status !== 'retired' && <button type="button" disabled={busy} onClick={() => setAsking(true)}>{t.life.retire}</button>}
        </p>}
      <p class="unseen" role="status">{moved ? t.life.now(t.status[status]) : ''}</p>
      {error !== null && <Failure error={error} />}
    </section>
  )
}
