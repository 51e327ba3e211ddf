import { useMemo } from 'preact/hooks'
import { ComparisonChart, type Compared } from '../charts/ComparisonChart.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Key } from './Key.tsx'
import { Section } from '../shell/Section.tsx'

/** How far they get from looking to ordering, and where on their way they are met. */
export function Journey({ facts: { journey }, hue }: { facts: Facts; hue: number }) {
  const { t } = useLocale()
  const words = t.aboutPersona.journey
  const [steps, stages] = useMemo(() => {
    const rows = (shares: Facts['journey']['funnel'], names: Readonly<Record<string, string>>): Compared[] => shares.map((one) => ({ ...one, name: names[one.name] ?? one.name, hue }))
    return [rows(journey.funnel, words.steps), rows(journey.stages, words.stage)]
  }, [journey, hue, words])
  if (steps.length + stages.length === 0) return null
  const compare = (label: string, note: string, rows: readonly Compared[]) => rows.length > 0 && (
    <div class="stack">
      <h3>{label}</h3>
      <Key />
      <ComparisonChart label={label} rows={rows} gutter={160} nameTitle={words.step} shareTitle={t.persona.group} restTitle={t.persona.rest} />
      <p class="hint">{note}</p>
    </div>
  )
  return (
    <Section id="journey" title={words.title}>
      <div class="columns">{compare(words.funnel, words.note, steps)}{compare(words.stages, words.stagesNote, stages)}</div>
    </Section>
  )
}
