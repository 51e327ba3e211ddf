import { splitPersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Ask } from '../shell/Ask.tsx'

type SplitFormProps = { persona: Persona; onDone: (kept: Persona, cut: Persona) => void; onCancel: () => void }

/** What will happen to the persona's people, and why one wants it. */
export function SplitForm({ persona, onDone, onCancel }: SplitFormProps) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.aboutPersona.change
  const send = async (reason: string | undefined) => {
    const [kept, cut] = await splitPersona(call, persona.id, { reason })
    onDone(kept, cut)
  }
  return <Ask label={words.split} danger least={1} send={send} onCancel={onCancel}><p>{words.splitHelp}</p></Ask>
}
