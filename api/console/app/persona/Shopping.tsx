import { useMemo } from 'preact/hooks'
import { ComparisonChart, type Compared } from '../charts/ComparisonChart.tsx'
import { HoursChart } from '../charts/HoursChart.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Key } from './Key.tsx'
import { Section } from '../shell/Section.tsx'

/** Channels, devices and hours. */
export function Shopping({ facts, hue }: { facts: Facts; hue: number }) {
  const { t } = useLocale()
  const [channels, devices] = useMemo(() => {
    const names: Readonly<Record<string, string>> = t.names
    const devicesOnly: Readonly<Record<string, string>> = t.deviceNames
    const rows = (shares: Facts['channels'], words: Readonly<Record<string, string>>): Compared[] => shares.map((one) => ({ ...one, name: words[one.name] ?? one.name, hue }))
    return [rows(facts.channels, names), rows(facts.devices, devicesOnly)]
  }, [facts, hue, t])
  const compare = (label: string, rows: readonly Compared[]) => rows.length > 0 && (
    <div class="stack">
      <h3>{label}</h3>
      <Key />
      <ComparisonChart label={label} rows={rows} gutter={110} nameTitle={label} shareTitle={t.persona.group} restTitle={t.persona.rest} />
    </div>
  )
  return (
    <Section id="shop" title={t.persona.shop} empty={channels.length + devices.length + facts.hours.length === 0}>
      <div class="columns">{compare(t.persona.channels, channels)}{compare(t.persona.devices, devices)}</div>
      {facts.hours.length > 0 && <div class="stack"><h3>{t.persona.hours}</h3><HoursChart hours={facts.hours} hue={hue} /><p class="hint">{t.persona.hoursNote}</p></div>}
    </Section>
  )
}
