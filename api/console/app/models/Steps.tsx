import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CallError } from '../client/call.ts'
import { moveModel, type ModelStep } from '../client/models.ts'
import { useCall } from '../client/session.tsx'
import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure } from '../shell/States.tsx'
import { percentOf } from './percent.ts'

const FIRST_SHARE = '10'

/** What this key may do with the model now; each step asks for what it needs before it is taken. */
export function Steps({ model, onChange }: { model: Model; onChange: () => Promise<void> }) {
  const { t } = useLocale()
  const words = t.models.steps
  const [wish, setWish] = useState<ModelStep | null>(null)
  const [moved, setMoved] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const done = async () => {
    setWish(null)
    setMoved(true)
    await onChange()
    heading.current?.focus()
  }
  return (
    <section class="panel life stack" aria-labelledby="steps-title">
      <h2 id="steps-title" ref={heading} tabIndex={-1}>{words.title}</h2>
      {wish === null
        ? model.steps.length === 0 ? <p class="hint">{words.none}</p> : (
          <p class="actions">{model.steps.map((step) => <button key={step} type="button" class={step === 'publish' ? 'primary' : undefined} onClick={() => { setWish(step); setMoved(false) }}>{words[step]}</button>)}</p>
        )
        : <StepForm key={wish} model={model} step={wish} onDone={done} onCancel={() => { setWish(null); heading.current?.focus() }} />}
      <p class="unseen" role="status">{moved ? words.done(t.models.status[model.status]) : ''}</p>
    </section>
  )
}

type StepFormProps = { model: Model; step: ModelStep; onDone: () => Promise<void>; onCancel: () => void }

function StepForm({ model, step, onDone, onCancel }: StepFormProps) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.models.steps
  const [percent, setPercent] = useState(FIRST_SHARE)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError | string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const help = { publish: words.publishHelp, canary: words.canaryHelp, rollback: model.status === 'canary' ? words.rollbackCanary : words.rollbackPublished(model.lineage.previous?.version ?? t.app.unknown) }[step]

  const send = async (event: Event) => {
    event.preventDefault()
    const share = step === 'canary' ? percentOf(percent, 1) : null
    if (step === 'canary' && share === null) return setError(words.needShare)
    if (step === 'rollback' && reason.trim() === '') return setError(words.needReason)
    setBusy(true)
    try {
      await moveModel(call, model.id, step, { ...(share === null ? {} : { share }), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
      await onDone()
    } catch (refused) {
      if (!(refused instanceof CallError)) throw refused
      setError(refused)
      setBusy(false)
    }
  }
  return (
    <form ref={form} class="stack" aria-label={words[step]} onSubmit={(event) => { void send(event) }} onKeyDown={(event) => { if (event.key === 'Escape') onCancel() }} noValidate>
      <p>{help}</p>
      {step === 'canary' && (
        <div class="field">
          <label for="step-share">{words.share}</label>
          <input id="step-share" inputMode="numeric" value={percent} onInput={(event) => setPercent(event.currentTarget.value)} />
        </div>
      )}
      <div class="field">
        <label for="step-reason">{words.reason}</label>
        <input id="step-reason" value={reason} maxLength={500} required={step === 'rollback'} aria-describedby="step-hint" onInput={(event) => setReason(event.currentTarget.value)} />
        <p class="hint" id="step-hint">{words.reasonHint}</p>
      </div>
      {typeof error === 'string' ? <p class="error" role="alert">{error}</p> : error !== null && <Failure error={error} />}
      <p class="actions">
        <button type="submit" class={step === 'rollback' ? 'danger' : 'primary'} disabled={busy}>{words.go}</button>
        <button type="button" onClick={onCancel}>{words.cancel}</button>
      </p>
    </form>
  )
}
