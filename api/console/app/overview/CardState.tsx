import type { Persona, PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { CheckCount } from '../persona/Checks.tsx'
import { levelOf } from '../persona/stability.ts'
import { changeOf } from './changeOf.ts'

/** How far a persona can be relied on, and what became of it in the last run. run: null before the first. */
export function CardState({ persona, run }: { persona: Persona; run: PersonaRun | null }) {
  const { t, format } = useLocale()
  const words = t.overview.changes
  const { jaccard } = persona.facts.stability
  const change = run === null ? null : changeOf(persona, run)
  const changed = (() => {
    switch (change?.kind) {
      case undefined: return null
      case 'fresh': return words.fresh
      case 'split': return words.split
      case 'size': {
        const part = format.change(change.change)
        return `${Math.round(change.change * 100) === 0 ? words.same : words.size(part)}${change.clearly ? ` (${words.clearly})` : ''}`
      }
    }
  })()
  return (
    <ul class="card-state">
      <li class={`level level-${levelOf(jaccard)}`} title={jaccard === null ? undefined : words.stability(format.fixed(jaccard))}>{format.sentence(words.stable[levelOf(jaccard)])}</li>
      {changed !== null && <li class={change?.kind === 'size' && !change.clearly ? 'change' : 'change change-clear'}>{format.sentence(changed)}</li>}
      {persona.status !== 'retired' && <li><CheckCount checks={persona.checks} /></li>}
    </ul>
  )
}
