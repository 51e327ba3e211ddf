import { useEffect, useRef, useState } from 'preact/hooks'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Title } from '../shell/Title.tsx'
import { EditForm } from './EditForm.tsx'
import { Life } from './Life.tsx'
import { descriptionOf, nameOf } from './shown.ts'
import { StatusPill } from './StatusPill.tsx'

/** Name, description and status, and the forms to change them. */
export function Head({ persona, onChange }: { persona: Persona; onChange: (next: Persona) => void }) {
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
        <StatusPill status={persona.status} />
        <Title>{nameOf(persona, language)}</Title>
        {editing
          ? <EditForm persona={persona} onCancel={() => setEditing(false)} onSaved={(next) => { onChange(next); setEditing(false); setSaved(true) }} />
          : <>
            <p class="lead">{descriptionOf(persona, language)}</p>
            <p><button type="button" ref={opener} onClick={() => { setEditing(true); setSaved(false) }}>{t.edit.open}</button></p>
          </>}
        <p class="done" role="status">{saved ? t.edit.saved : ''}</p>
      </div>
      <Life persona={persona} onChange={onChange} />
    </div>
  )
}
