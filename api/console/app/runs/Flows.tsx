import type { Migration } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { FlowChart } from './FlowChart.tsx'
import { movedOf } from './movedOf.ts'

/** Moves that are told in words. */
const TOLD = 5

/** Where people went, as a picture and in words, and what is not shown of it. */
export function Flows({ migration, nameOf, hueOf }: { migration: Migration; nameOf: (key: string) => string; hueOf: (key: string) => number | null }) {
  const { t, format } = useLocale()
  const words = t.runs.moved
  const { stayed, moves } = movedOf(migration.flows)
  return (
    <Section id="flows" title={words.flows}>
      {stayed !== null && <p>{words.stayed(format.percent(stayed))}</p>}
      {migration.flows.length > 0 ? <FlowChart migration={migration} nameOf={nameOf} hueOf={hueOf} /> : <p>{words.noFlows}</p>}
      {migration.hidden > 0 && <p class="hint">{words.hidden(migration.hidden)}</p>}
      <h3>{words.top}</h3>
      {moves.length === 0 ? <p class="hint">{words.noMoves}</p> : <ul class="notes">{moves.slice(0, TOLD).map(({ from, to, people }) => <li key={`${from} ${to}`}>{words.move(format.whole(people), nameOf(from), nameOf(to))}</li>)}</ul>}
    </Section>
  )
}
