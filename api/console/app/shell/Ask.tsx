import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { Failure } from './States.tsx'
import { useSend } from './useSend.ts'

type AskProps = {
  /** What it does: the name of the form, and of its button unless `go` says otherwise. */
  label: string
  go?: string
  danger?: boolean
  /** Letters a reason has at least; 0 where it may be left out. */
  least: number
  /** What is still wrong with the fields in `children`; null when nothing is. */
  missing?: () => string | null
  send: (reason: string | undefined) => Promise<void>
  onCancel: () => void
  children?: ComponentChildren
}

/** Asks for a reason, and what else a step needs, before it is taken. The first field takes the focus, Escape gives up. */
export function Ask({ label, go, danger, least, missing, send, onCancel, children }: AskProps) {
  const { t } = useLocale()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const { busy, error, send: sending } = useSend()
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])

  const submit = async (event: Event) => {
    event.preventDefault()
    const said = reason.trim()
    const lacking = missing?.() ?? (said.length < least ? t.ask.needReason(least) : null)
    setWrong(lacking)
    if (lacking === null) await sending(() => send(said === '' ? undefined : said))
  }
  return (
    <form ref={form} class="ask stack" aria-label={label} onSubmit={(event) => { void submit(event) }} onKeyDown={(event) => { if (event.key === 'Escape') onCancel() }} noValidate>
      {children}
      <div class="field">
        <label for={`${id}-reason`}>{least === 0 ? t.ask.reasonOptional : t.ask.reason}</label>
        <input id={`${id}-reason`} maxLength={1000} value={reason} required={least > 0} aria-describedby={`${id}-hint`} onInput={(event) => setReason(event.currentTarget.value)} />
        <p class="hint" id={`${id}-hint`}>{t.ask.reasonHint}</p>
      </div>
      {wrong !== null ? <p class="error" role="alert">{wrong}</p> : error !== null && <Failure error={error} />}
      <p class="actions">
        <button type="submit" class={danger === true ? 'danger' : 'primary'} disabled={busy}>{go ?? label}</button>
        <button type="button" onClick={onCancel}>{t.ask.cancel}</button>
      </p>
    </form>
  )
}
