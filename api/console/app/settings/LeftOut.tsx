import { useState } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import type { Feature } from '../persona/labels.ts'
import { linesOf } from './draft.ts'
import { FieldGroup, LinesField } from './Fields.tsx'

type LeftOutProps = { exclude: readonly string[]; features: readonly Feature[]; onChange: (exclude: readonly string[]) => void }

/** Which features decide nothing: those that are known by a tick, others and whole families by name. */
export function LeftOut({ exclude, features, onChange }: LeftOutProps) {
  const { t, language, format } = useLocale()
  const words = t.settings
  const known = new Set(features.map((feature) => feature.column))
  const [typed, setTyped] = useState(() => exclude.filter((column) => !known.has(column)).join('\n'))
  const groups = [...new Set(features.map((feature) => feature.group))]
  const ticked = exclude.filter((column) => known.has(column))
  const tick = (column: string, out: boolean) => onChange([...ticked.filter((one) => one !== column), ...(out ? [column] : []), ...linesOf(typed)])
  return (
    <FieldGroup legend={words.exclude} hint={words.excludeHint}>
      {groups.map((group) => {
        const own = features.filter((feature) => feature.group === group)
        const out = own.filter((feature) => exclude.includes(feature.column)).length
        return (
          <details key={group} class="figures">
            <summary>{t.aboutPersona.all.groups[group] ?? group}{out > 0 && ` (${words.excluded(out)})`}</summary>
            <div class="ticks">
              {own.map((feature) => (
                <label key={feature.column} class="check"><input type="checkbox" checked={exclude.includes(feature.column)} onChange={(event) => tick(feature.column, event.currentTarget.checked)} />{format.sentence(feature.label[language])}</label>
              ))}
            </div>
          </details>
        )
      })}
      <LinesField label={words.excludeMore} hint={words.excludeMoreHint} value={typed} onType={(text) => { setTyped(text); onChange([...ticked, ...linesOf(text)]) }} />
    </FieldGroup>
  )
}
