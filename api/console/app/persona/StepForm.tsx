import { useId, useState } from 'preact/hooks'
import { movePersona, type Step } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Ask } from '../shell/Ask.tsx'
import { Checks, failing } from './Checks.tsx'
import { dayOf, startOf, YEARS_AHEAD } from './day.ts'

/** Letters the API asks of a reason for overriding checks. */
const LEAST_REASON = 10

type StepFormProps = { persona: Persona; step: Step; onDone: (next: Persona) => void; onCancel: () => void }

/** What a step needs before it is taken: a date to publish from, and why somebody approves what has not passed its checks. */
export function StepForm({ persona, step, onDone, onCancel }: StepFormProps) {
  const call = useCall()
  const { t } = useLocale()
  const id = useId()
  const [override, setOverride] = useState(false)
  const [from, setFrom] = useState('')
  const [[today, last]] = useState(() => [dayOf(new Date()), dayOf(new Date(), YEARS_AHEAD)])
  const failed = step === 'approve' ? failing(persona.checks) : []
  const missing = () => {
    if (failed.length > 0 && !override) return t.life.needOverride
    return from !== '' && from < today ? t.life.past : null
  }
  const send = async (reason: string | undefined) => onDone(await movePersona(call, persona.id, step, {
    reason, ...(failed.length > 0 ? { override } : {}), ...(from !== '' && from > today ? { effectiveAt: startOf(from).toISOString() } : {}),
  }))
  return (
    <Ask label={t.life[step]} go={failed.length > 0 ? t.life.approveAnyway : undefined} danger={step === 'retire' || failed.length > 0} least={failed.length > 0 ? LEAST_REASON : 0} missing={missing} send={send} onCancel={onCancel}>
      <p>{t.life.help[step]}</p>
      {failed.length > 0 && (
        <div class="stack">
          <p>{t.life.failed}</p>
          <Checks checks={failed} />
          <label class="check"><input type="checkbox" checked={override} onChange={(event) => setOverride(event.currentTarget.checked)} />{t.life.override}</label>
        </div>
      )}
      {step === 'publish' && (
        <div class="field narrow">
          <label for={`${id}-from`}>{t.life.effective}</label>
          <input id={`${id}-from`} type="date" min={today} max={last} value={from} aria-describedby={`${id}-from-hint`} onInput={(event) => setFrom(event.currentTarget.value)} />
          <p class="hint" id={`${id}-from-hint`}>{t.life.effectiveHint}</p>
        </div>
      )}
    </Ask>
  )
}
