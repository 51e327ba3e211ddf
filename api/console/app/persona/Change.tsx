import { useRef, useState } from 'preact/hooks'
import { changePersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { go, Link } from '../router.tsx'
import { Failure } from '../shell/States.tsx'
import { useSend } from '../shell/useSend.ts'
import { MergeForm } from './MergeForm.tsx'
import { nameOf } from './shown.ts'
import { SplitForm } from './SplitForm.tsx'

type ChangeProps = { persona: Persona; others: readonly Persona[]; onChange: (next: Persona) => void; onSplit: (kept: Persona, cut: Persona) => void }

/** Pin it, put it into another, cut it in two, compare it. */
export function Change({ persona, others, onChange, onSplit }: ChangeProps) {
  const call = useCall()
  const { t, language } = useLocale()
  const words = t.aboutPersona.change
  const [asking, setAsking] = useState<'merge' | 'split' | null>(null)
  const [cut, setCut] = useState<Persona | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { busy, error, send } = useSend()
  const close = () => {
    setAsking(null)
    heading.current?.focus()
  }
  const pin = () => send(async () => onChange(await changePersona(call, persona.id, { pinned: !persona.pinned, version: persona.version })))
  return (
    <section class="panel life stack" aria-labelledby="change-title">
      <h2 id="change-title" ref={heading} tabIndex={-1}>{words.title}</h2>
      {asking === null && (
        <>
          {persona.status !== 'retired' && <p class="hint" id="pin-help">{words.pinHelp}</p>}
          <p class="actions">
            {persona.status !== 'retired' && (
              <>
                <button type="button" aria-describedby="pin-help" disabled={busy} onClick={() => { void pin() }}>{persona.pinned ? words.unpin : words.pin}</button>
                <button type="button" onClick={() => setAsking('merge')}>{words.merge}</button>
                <button type="button" onClick={() => { setCut(null); setAsking('split') }}>{words.split}</button>
              </>
            )}
            <Link class="button" to={{ view: 'compare', a: { id: persona.id, runId: null }, b: null }}>{words.compare}</Link>
          </p>
        </>
      )}
      {asking === 'merge' && <MergeForm persona={persona} others={others} onCancel={close} onDone={(into) => go({ view: 'persona', id: into.id })} />}
      {asking === 'split' && <SplitForm persona={persona} onCancel={close} onDone={(kept, other) => { setCut(other); onSplit(kept, other); close() }} />}
      <p class="done" role="status">{cut !== null && <Link to={{ view: 'persona', id: cut.id }}>{words.cut(nameOf(cut, language))}</Link>}</p>
      {error !== null && <Failure error={error} />}
    </section>
  )
}
