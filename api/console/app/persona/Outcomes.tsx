import { useMemo } from 'preact/hooks'
import { EffectChart, type Effect } from '../charts/EffectChart.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { relative } from './relative.ts'
import { Section } from '../shell/Section.tsx'

/** Twice as much as others and more is drawn as twice as much. */
const MOST = 1

/** What a shop steers by, as a difference from everybody else. */
export function Outcomes({ facts }: { facts: Facts }) {
  const { t, language, format } = useLocale()
  const words = t.aboutPersona.outcomes
  const currency = facts.revenue?.currency ?? null
  const rows = useMemo(() => facts.kpis.flatMap((kpi): Effect[] => {
    const part = relative(kpi)
    if (part === null) return []
    const [mean, rest] = [format.unit(kpi.mean, kpi.unit, currency), format.unit(kpi.rest, kpi.unit, currency)]
    const interval = `${format.change(part.low)} … ${format.change(part.high)}`
    return [{
      key: kpi.column, name: format.sentence(kpi.label[language]), values: `${t.distinction.versus(mean, rest)} (${format.change(part.at)})`, ...part,
      colour: (palette) => (!kpi.differs ? palette.rest : part.at < 0 ? palette.less : palette.more),
      cells: [mean, rest, kpi.differs ? format.change(part.at) : `${format.change(part.at)} (${words.unclear})`, interval, format.whole(kpi.customers)], tip: kpi.differs ? interval : `${interval}\n${words.unclear}`,
    }]
  }), [facts, currency, language, format, t, words])
  return (
    <Section id="outcomes" title={words.title} empty={rows.length === 0}>
      <EffectChart label={`${words.title}. ${words.label}`} caption={words.title} rows={rows} step={0.1} most={MOST} tick={format.change}
        head={[words.figure, t.persona.group, t.persona.rest, words.difference, t.persona.interval, words.people]} />
      <p class="hint">{words.note}</p>
    </Section>
  )
}
