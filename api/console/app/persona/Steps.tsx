import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Step } from '../client/personas.ts'
import type { Persona, PersonaStatus } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { StepForm } from './StepForm.tsx'

/** What may be asked for in each status; the first is what usually comes next. The API decides. */
const STEPS: Readonly<Record<PersonaStatus, readonly Step[]>> = {
  draft: ['submit', 'retire'], in_review: ['approve', 'reject', 'retire'], approved: ['publish', 'reject', 'retire'], published: ['retire'], retired: [],
}

type StepsProps = {
  persona: Persona
  onChange: (next: Persona) => void
  /** Takes the focus when a form closes: the button that opened it may be gone. */
  heading: RefObject<HTMLHeadingElement | null>
}

/** The buttons that move a persona on, each with a form for what it asks. */
export function Steps({ persona, onChange, heading }: StepsProps) {
  const { t } = useLocale()
  const [wish, setWish] = useState<Step | null>(null)
  const [moved, setMoved] = useState(false)
  const close = () => {
    setWish(null)
    heading.current?.focus()
  }
  return (
    <>
      {wish === null
        ? <p class="actions">{STEPS[persona.status].map((step, i) => <button key={step} type="button" class={i === 0 && step !== 'retire' ? 'primary' : undefined} onClick={() => { setWish(step); setMoved(false) }}>{t.life[step]}</button>)}</p>
        : <StepForm key={wish} persona={persona} step={wish} onCancel={close} onDone={(next) => { onChange(next); setMoved(true); close() }} />}
      <p class="unseen" role="status">{moved ? t.life.now(t.status[persona.status]) : ''}</p>
    </>
  )
}
