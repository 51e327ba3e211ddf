import { Table } from '../charts/Table.tsx'
import type { Facts } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

/** The time a figure looks at: `all`, `now`, `30 d`, `next 365 d`. */
function windowWords(window: string, words: Text['aboutPersona']['all']): string {
  const [, next, days] = /^(next )?(\d+) d$/.exec(window) ?? []
  if (days !== undefined) return next === undefined ? words.last(days) : words.next(days)
  return words.windows[window] ?? window
}

/** Every feature by group, for whoever wants to look something up. */
export function AllFeatures({ facts: { told, revenue } }: { facts: Facts }) {
  const { t, language, format } = useLocale()
  const words = t.aboutPersona.all
  const currency = revenue?.currency ?? null
  const groups = [...new Set(told.map((one) => one.group))]
  return (
    <Section id="all" title={words.title} empty={told.length === 0}>
      <p class="hint">{words.note}</p>
      {groups.map((group) => {
        const name = words.groups[group] ?? group
        const rows = told.filter((one) => one.group === group)
        return (
          <details key={group} class="figures">
            <summary>{name} ({format.whole(rows.length)})</summary>
            <Table caption={name} head={[t.persona.feature, t.persona.group, t.persona.rest, words.window, words.known]}
              rows={rows.map((one) => ({
                key: one.column,
                cells: [
                  format.sentence(one.label[language]), format.unit(one.mean, one.unit, currency), one.rest === null ? '–' : format.unit(one.rest, one.unit, currency),
                  windowWords(one.window, words), t.persona.people(format.whole(one.customers)),
                ],
              }))} />
          </details>
        )
      })}
    </Section>
  )
}
