import { useMemo } from 'preact/hooks'
import { EffectChart, type Effect } from '../charts/EffectChart.tsx'
import { Table } from '../charts/Table.tsx'
import type { Comparison } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import type { Side } from './Beside.tsx'

/** Drawn before one asks for all. */
const SHOWN = 16

/** Features by how far they tell the two apart, each side in its colour. */
export function FeaturesBeside({ comparison: { features }, a, b }: { comparison: Comparison; a: Side; b: Side }) {
  const { t, language, format } = useLocale()
  const words = t.compare
  const currency = (a.persona ?? b.persona)?.facts.revenue?.currency ?? null
  const rows = useMemo(() => features.map((one): Effect & { clear: boolean } => {
    const clear = one.low !== null && one.high !== null && (one.low > 0 || one.high < 0)
    const [mine, theirs] = [format.unit(one.a, one.unit, currency), format.unit(one.b, one.unit, currency)]
    const interval = one.low === null || one.high === null ? '–' : `${format.signed(one.low)} … ${format.signed(one.high)}`
    return {
      key: one.column, name: format.sentence(one.label[language]), values: words.versus(mine, theirs), at: one.effect ?? 0, low: one.low, high: one.high, clear,
      colour: (palette) => (!clear ? palette.rest : palette.persona((one.effect ?? 0) > 0 ? a.hue : b.hue)),
      cells: [mine, theirs, one.effect === null ? '–' : format.signed(one.effect), interval], tip: clear ? `g = ${format.signed(one.effect ?? 0)} (${interval})` : words.unclear,
    }
  }), [features, a.hue, b.hue, currency, language, format, words])
  const drawn = useMemo(() => rows.slice(0, SHOWN), [rows])
  const clear = rows.filter((row) => row.clear).length
  const head = [words.feature, a.name, b.name, t.persona.effect, t.persona.interval]
  return (
    <Section id="features" title={words.features} empty={rows.length === 0}>
      <p>{clear === 0 ? words.alike : words.different(clear, rows.length)}</p>
      <p class="hint">{words.label(a.name, b.name)}. {words.note}</p>
      <EffectChart label={`${words.features}. ${words.label(a.name, b.name)}`} caption={words.features} rows={drawn} step={0.5} tick={format.decimal} head={head} />
      {rows.length > SHOWN && (
        <details class="figures">
          <summary>{words.all(rows.length)}</summary>
          <Table caption={words.all(rows.length)} head={head} rows={rows.map((row) => ({ key: row.key, cells: [row.name, ...row.cells] }))} />
        </details>
      )}
    </Section>
  )
}
