import { useMemo } from 'preact/hooks'
import { ComparisonChart } from '../charts/ComparisonChart.tsx'
import { Table } from '../charts/Table.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Key } from './Key.tsx'
import { Section } from '../shell/Section.tsx'

const SHOWN = 10

/** Top products, and the categories taken more often than by others. */
export function Buying({ facts, hue }: { facts: Facts; hue: number }) {
  const { t, format } = useLocale()
  const categories = useMemo(() => facts.categories.filter((one) => one.share > one.rest).sort((a, b) => b.share - b.rest - (a.share - a.rest)).slice(0, SHOWN).map((one) => ({
    name: one.name, share: one.share, rest: one.rest, hue, ...(one.lift === null ? {} : { note: t.persona.times(format.times(one.lift)) }),
  })), [facts, hue, t, format])
  return (
    <Section id="buy" title={t.persona.buy} empty={facts.topItems.length === 0 && categories.length === 0}>
      <div class="columns">
        {facts.topItems.length > 0 && (
          <div class="stack">
            <h3>{t.persona.items}</h3>
            <Table caption={t.persona.items} head={[t.persona.item, t.persona.buyers, t.persona.lift]}
              rows={facts.topItems.slice(0, SHOWN).map((item) => ({ key: item.itemId, cells: [item.title, format.whole(item.customers), item.lift === null ? '–' : t.persona.times(format.times(item.lift))] }))} />
          </div>
        )}
        {categories.length > 0 && (
          <div class="stack">
            <h3>{t.persona.categories}</h3>
            <Key />
            <ComparisonChart label={t.persona.categories} rows={categories} nameTitle={t.persona.category} shareTitle={t.persona.group} restTitle={t.persona.rest} />
          </div>
        )}
      </div>
    </Section>
  )
}
