import { useId, useState } from 'preact/hooks'
import { mergePersonas } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Ask } from '../shell/Ask.tsx'
import { nameOf } from './shown.ts'

type MergeFormProps = { persona: Persona; others: readonly Persona[]; onDone: (into: Persona) => void; onCancel: () => void }

/** Which persona takes this one's people in, and why. */
export function MergeForm({ persona, others, onDone, onCancel }: MergeFormProps) {
  const call = useCall()
  const { t, language, format } = useLocale()
  const words = t.aboutPersona.change
  const id = useId()
  const [into, setInto] = useState('')
  return (
    <Ask label={words.merge} danger least={1} missing={() => (into === '' ? words.needInto : null)} onCancel={onCancel}
      send={async (reason) => onDone(await mergePersonas(call, { into, from: [persona.id], reason }))}>
      <p>{words.mergeHelp}</p>
      <div class="field">
        <label for={id}>{words.into}</label>
        <select id={id} value={into} onChange={(event) => setInto(event.currentTarget.value)}>
          <option value="">{words.choose}</option>
          {others.map((other) => <option key={other.id} value={other.id}>{nameOf(other, language)} ({format.whole(other.facts.size)})</option>)}
        </select>
      </div>
    </Ask>
  )
}
