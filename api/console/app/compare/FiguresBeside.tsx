import { Table } from '../charts/Table.tsx'
import type { Facts, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

type Figured = { readonly name: string; readonly persona: Persona }

/** Size, value and stability of two personas of the same run. */
export function FiguresBeside({ a, b }: { a: Figured; b: Figured }) {
  const { t, format } = useLocale()
  const told = (facts: Facts, column: string) => facts.told.find((one) => one.column === column)?.mean
  const money = (value: number | undefined, facts: Facts) => (value === undefined ? '–' : format.money(value, facts.revenue?.currency ?? null))
  const rows: readonly (readonly [name: string, value: (facts: Facts) => string])[] = [
    [t.persona.customers, (facts) => `${format.whole(facts.size)} (${format.percent(facts.share)})`],
    [t.persona.revenue, (facts) => (facts.revenue === null ? '–' : format.percent(facts.revenue.share))],
    [t.persona.value, (facts) => money(facts.revenue?.perCustomer, facts)],
    [t.aboutPersona.value.clv, (facts) => money(told(facts, 'clv_365d'), facts)],
    [t.persona.orders, (facts) => (facts.orders === null ? '–' : format.decimal(facts.orders.perCustomer))],
    [t.persona.stability, (facts) => (facts.stability.jaccard === null ? '–' : format.fixed(facts.stability.jaccard))],
  ]
  return (
    <Section id="figures" title={t.compare.figures}>
      <Table caption={t.compare.figures} head={[t.compare.figure, a.name, b.name]} rows={rows.map(([name, value]) => ({ key: name, cells: [name, value(a.persona.facts), value(b.persona.facts)] }))} />
    </Section>
  )
}
