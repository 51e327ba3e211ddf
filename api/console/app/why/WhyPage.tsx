import { useCallback, useId, useRef, useState } from 'preact/hooks'
import { readReason } from '../client/learned.ts'
import { listEveryPersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Persona, Reason } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { useSend } from '../shell/useSend.ts'
import { Because } from './Because.tsx'

/** Asks for a customer and says why they are where they are. The id is in no address: addresses are kept. */
export function WhyPage() {
  const call = useCall()
  const { t } = useLocale()
  const { loaded, reload } = useLoad(useCallback(() => listEveryPersona(call), [call]))
  return (
    <div class="stack-wide">
      <div class="intro">
        <Title>{t.why.title}</Title>
        <p class="lead">{t.why.lead}</p>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>{(personas) => <Asking personas={personas} />}</WhenLoaded>
    </div>
  )
}

function Asking({ personas }: { personas: readonly Persona[] }) {
  const call = useCall()
  const { t } = useLocale()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [userId, setUserId] = useState('')
  const [empty, setEmpty] = useState(false)
  const [reason, setReason] = useState<Reason | null>(null)
  const { busy, error, send } = useSend()
  const ask = async (event: Event) => {
    event.preventDefault()
    setReason(null)
    setEmpty(userId.trim() === '')
    if (userId.trim() === '') return input.current?.focus()
    await send(async () => setReason(await readReason(call, userId.trim())))
  }
  return (
    <>
      <form class="panel stack" aria-label={t.why.title} onSubmit={(event) => { void ask(event) }} noValidate>
        <div class="field narrow">
          <label for={id}>{t.why.userId}</label>
          <input id={id} ref={input} value={userId} maxLength={300} autocomplete="off" spellcheck={false} aria-describedby={`${id}-hint`} aria-invalid={empty ? 'true' : undefined} onInput={(event) => setUserId(event.currentTarget.value)} />
          <p class="hint" id={`${id}-hint`}>{t.why.hint}</p>
        </div>
        {empty ? <p class="error" role="alert">{t.why.empty}</p> : error !== null && <Failure error={error} />}
        <p class="actions"><button type="submit" class="primary" disabled={busy}>{t.why.go}</button></p>
      </form>
      <div class="stack-wide" role="status">{reason !== null && <Because reason={reason} personas={personas} />}</div>
    </>
  )
}
