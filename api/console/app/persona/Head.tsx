import { useEffect, useRef, useState } from 'preact/hooks'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Title } from '../shell/Title.tsx'
import { Change } from './Change.tsx'
import { EditForm } from './EditForm.tsx'
import { Life } from './Life.tsx'
import { descriptionOf, nameOf } from './shown.ts'
import { StatusPill } from './StatusPill.tsx'

type HeadProps = { persona: Persona; others: readonly Persona[]; onChange: (next: Persona) => void; onSplit: (kept: Persona, cut: Persona) => void }

/** Name, description and status, and the forms to change them. others: personas it could be merged into. */
export function Head({ persona, others, onChange, onSplit }: HeadProps) {
  const { t, language } = useLocale()
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  // The form took the focus with it when it closed.
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])
  return (
    <div class="head">
      <div class="stack">
        <p class="pills"><StatusPill status={persona.status} />{persona.pinned && <span class="pill pill-pinned">{t.aboutPersona.change.pinned}</span>}</p>
        <Title>{nameOf(persona, language)}</Title>
        {editing
          ? <EditForm persona={persona} onCancel={() => setEditing(false)} onSaved={(next) => { onChange(next); setEditing(false); setSaved(true) }} />
          : <>
            <p class="lead">{descriptionOf(persona, language)}</p>
            <p class="actions">
              {persona.status !== 'retired' && <button type="button" ref={opener} onClick={() => { setEditing(true); setSaved(false) }}>{t.edit.open}</button>}
              <button type="button" onClick={() => print()}>{t.aboutPersona.print}</button>
            </p>
          </>}
        <p class="done" role="status">{saved ? t.edit.saved : ''}</p>
      </div>
      <div class="stack screen-only">
        <Life persona={persona} onChange={onChange} />
        <Change persona={persona} others={others} onChange={onChange} onSplit={onSplit} />
      </div>
    </div>
  )
}
