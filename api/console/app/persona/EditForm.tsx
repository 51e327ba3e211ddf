import { useEffect, useRef, useState } from 'preact/hooks'
import { changePersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure } from '../shell/States.tsx'
import { useSend } from '../shell/useSend.ts'
import { descriptionOf, nameOf } from './shown.ts'

/** Name and description in a person's own words. Only what was changed is sent: the rest goes on following the runs. */
export function EditForm({ persona, onSaved, onCancel }: { persona: Persona; onSaved: (next: Persona) => void; onCancel: () => void }) {
  const call = useCall()
  const { t, language } = useLocale()
  const [was] = useState({ name: nameOf(persona, language), description: descriptionOf(persona, language) })
  const [name, setName] = useState(was.name)
  const [description, setDescription] = useState(was.description)
  const [empty, setEmpty] = useState(false)
  const { busy, error, send } = useSend()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.select(), [])

  const save = async (event: Event) => {
    event.preventDefault()
    const [renamed, redescribed] = [name.trim() !== was.name, description.trim() !== was.description]
    setEmpty(name.trim() === '')
    if (name.trim() === '') return
    if (!renamed && !redescribed) return onCancel()
    await send(async () => onSaved(await changePersona(call, persona.id, { version: persona.version, ...(renamed ? { name: name.trim() } : {}), ...(redescribed ? { description: description.trim() } : {}) })))
  }
  return (
    <form class="panel stack" aria-label={t.edit.open} onSubmit={(event) => { void save(event) }} onKeyDown={(event) => { if (event.key === 'Escape') onCancel() }} noValidate>
      <div class="field">
        <label for="edit-name">{t.edit.name}</label>
        <input id="edit-name" ref={first} value={name} maxLength={120} required onInput={(event) => setName(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for="edit-description">{t.edit.description}</label>
        <textarea id="edit-description" rows={4} maxLength={2000} value={description} onInput={(event) => setDescription(event.currentTarget.value)} />
      </div>
      {empty ? <p class="error" role="alert">{t.edit.empty}</p> : error !== null && <Failure error={error} />}
      <p class="actions">
        <button type="submit" class="primary" disabled={busy}>{busy ? t.edit.busy : t.edit.save}</button>
        <button type="button" onClick={onCancel}>{t.edit.cancel}</button>
      </p>
    </form>
  )
}
