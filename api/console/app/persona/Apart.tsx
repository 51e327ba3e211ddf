import { DistinctionChart } from '../charts/DistinctionChart.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

const SHOWN = 12

export function Apart({ facts }: { facts: Facts }) {
  const { t } = useLocale()
  return (
    <Section id="apart" title={t.persona.apart} empty={facts.distinguishing.length === 0}>
      <DistinctionChart rows={facts.distinguishing.slice(0, SHOWN)} currency={facts.revenue?.currency ?? null} />
      <p class="hint">{t.persona.apartNote}</p>
    </Section>
  )
}
