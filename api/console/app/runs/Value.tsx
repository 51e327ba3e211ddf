import { useMemo } from 'preact/hooks'
import { ComparisonChart } from '../charts/ComparisonChart.tsx'
import type { PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Swatches } from '../persona/Key.tsx'
import { Section } from '../shell/Section.tsx'

/** What the expected revenue of customers was learned from, and how well it fits those it was learned from. No section where there is none. */
export function Value({ value }: { value: PersonaRun['value'] }) {
  const { t, format } = useLocale()
  const words = t.runs.value
  const rows = useMemo(() => {
    if (value === null || value.repeats === null) return []
    const { actual, expected } = value.repeats
    const all = actual.reduce((sum, n) => sum + n, 0)
    const name = (n: number) => words.times(n, n === actual.length - 1)
    return all === 0 ? [] : actual.map((n, i) => ({ name: name(i), share: n / all, rest: (expected[i] ?? 0) / all, hue: 1 }))
  }, [value, words])
  if (value === null) return null
  return (
    <Section id="value" title={words.title}>
      <p>{words.basis(format.whole(value.customers), format.whole(value.repeaters))}{value.correlation !== null && ` ${words.correlation(format.signed(value.correlation))}`}</p>
      {rows.length > 0 && (
        <>
          <Swatches strong={words.actual} rest={words.expected} />
          <ComparisonChart label={words.fit} rows={rows} gutter={170} nameTitle={words.again} shareTitle={words.actual} restTitle={words.expected} />
          <p class="hint">{words.fit}</p>
        </>
      )}
    </Section>
  )
}
