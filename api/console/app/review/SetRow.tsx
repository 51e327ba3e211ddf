import type { ComponentChildren } from 'preact'
import type { Persona, PersonaSet } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { actorWords } from '../persona/actorWords.ts'
import { namesOf } from '../persona/shown.ts'
import { setChanges } from './setChanges.ts'

type SetRowProps = { set: PersonaSet; /** null where it is not known, or there was none. */ before: PersonaSet | null; personas: readonly Persona[]; current: boolean; children: ComponentChildren }

/** One line of what was in use: what happened, to which personas, by whom and why. children: what may be done with it. */
export function SetRow({ set, before, personas, current, children }: SetRowProps) {
  const { t, language, format } = useLocale()
  const words = t.review.sets
  const names = namesOf(personas, language)
  const list = (ids: readonly string[]) => format.list(ids.map((id) => names.get(id) ?? t.lineage.other))
  const { added, removed } = setChanges(set, before)
  const later = set.entries.filter((entry) => entry.effectiveAt > set.createdAt)
  return (
    <li class={current ? 'current' : undefined}>
      <div>
        <p><strong>{words.kinds[set.kind] ?? set.kind}</strong>{current && <span class="pill pill-published">{words.current}</span>} <span class="hint">{words.personas(set.entries.length)}</span></p>
        {before !== null && added.length > 0 && <p>{format.sentence(words.added(list(added)))}</p>}
        {removed.length > 0 && <p>{format.sentence(words.removed(list(removed)))}</p>}
        {later.map((entry) => <p key={entry.personaId}>{words.fromDate(list([entry.personaId]), format.date(entry.effectiveAt))}</p>)}
        <p class="hint"><time dateTime={set.createdAt}>{format.time(set.createdAt)}</time>, {t.aboutPersona.by.by} {actorWords(set.actor, t)}{set.reason !== null && <>: <q>{set.reason}</q></>}</p>
      </div>
      {children}
    </li>
  )
}
