import type { Persona, PersonaSet } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { namesOf } from '../persona/shown.ts'
import { Ask } from '../shell/Ask.tsx'

type RollbackFormProps = { set: PersonaSet; personas: readonly Persona[]; send: (reason: string) => Promise<void>; onCancel: () => void }

/** What will be in use, and why one goes back to it. */
export function RollbackForm({ set, personas, send, onCancel }: RollbackFormProps) {
  const { t, language, format } = useLocale()
  const words = t.review.sets
  const names = namesOf(personas, language)
  const list = set.entries.length === 0 ? words.nobody : format.list(set.entries.map((entry) => names.get(entry.personaId) ?? t.lineage.other))
  return <Ask label={words.rollback} danger least={1} onCancel={onCancel} send={(reason = '') => send(reason)}><p>{words.rollbackHelp(list, format.time(set.createdAt))}</p></Ask>
}
