import { useMemo } from 'preact/hooks'
import { ComparisonChart, type Compared } from '../charts/ComparisonChart.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Swatches } from '../persona/Key.tsx'
import { nameOf } from '../persona/shown.ts'

/** Share of revenue beside share of customers. Without prices there is nothing to compare, and no section. */
export function SizeSection({ personas, hues }: { personas: readonly Persona[]; hues: ReadonlyMap<string, number> }) {
  const { t, language, format } = useLocale()
  const rows = useMemo(() => personas.flatMap((persona): Compared[] => {
    const { revenue, share } = persona.facts
    if (revenue === null) return []
    return [{ name: nameOf(persona, language), share: revenue.share, rest: share, hue: hues.get(persona.id) ?? 1, note: `${t.overview.value}: ${format.money(revenue.perCustomer, revenue.currency)}` }]
  }), [personas, hues, language, format, t])
  if (rows.length === 0) return null
  return (
    <section class="panel stack" aria-labelledby="size-title">
      <h2 id="size-title">{t.overview.sizeTitle}</h2>
      <Swatches strong={t.overview.revenueShare} rest={t.overview.ofCustomersShare} />
      <ComparisonChart label={t.overview.sizeLabel} rows={rows} gutter={310} nameTitle="Persona" shareTitle={t.overview.revenueShare} restTitle={t.overview.ofCustomersShare} />
      <p class="hint">{t.overview.sizeNote}</p>
    </section>
  )
}
