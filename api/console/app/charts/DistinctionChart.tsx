import { useMemo } from 'preact/hooks'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { EffectChart, type Effect } from './EffectChart.tsx'

/** Effect sizes of a persona against everybody else. */
export function DistinctionChart({ rows, currency }: { rows: Facts['distinguishing']; currency: string | null }) {
  const { t, language, format } = useLocale()
  const effects = useMemo(() => rows.map((row): Effect => {
    const [mean, rest] = [format.unit(row.mean, row.unit, currency), format.unit(row.rest, row.unit, currency)]
    const interval = `${format.signed(row.low)} … ${format.signed(row.high)}`
    return {
      key: row.column, name: format.sentence(row.label[language]), values: t.distinction.versus(mean, rest), at: row.effect, low: row.low, high: row.high,
      colour: (palette) => (row.effect < 0 ? palette.less : palette.more), cells: [mean, rest, format.signed(row.effect), interval], tip: `d = ${format.signed(row.effect)} (${interval})`,
    }
  }), [rows, currency, language, format, t])
  return (
    <EffectChart label={`${t.persona.apart}. ${t.persona.apartLabel}`} caption={t.persona.apart} rows={effects} step={0.5} tick={format.decimal}
      head={[t.persona.feature, t.persona.group, t.persona.rest, t.persona.effect, t.persona.interval]} />
  )
}
