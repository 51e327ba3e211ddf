import { useMemo } from 'preact/hooks'
import { ComparisonChart } from '../charts/ComparisonChart.tsx'
import { Table } from '../charts/Table.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { PlacesMap, type Spot } from '../map/PlacesMap.tsx'
import { Key } from './Key.tsx'
import { Section } from '../shell/Section.tsx'

const REGIONS = 10

/** Cities on a map, regions beside everybody else's. */
export function Places({ facts, hue }: { facts: Facts; hue: number }) {
  const { t, format } = useLocale()
  const spots = useMemo(() => facts.places.flatMap((place): Spot[] => (place.lat === null || place.lon === null ? [] : [
    { city: place.city, lon: place.lon, lat: place.lat, customers: place.customers, hue, lines: [`${t.overview.customers}: ${format.whole(place.customers)}`] },
  ])), [facts, hue, t, format])
  const regions = useMemo(() => facts.regions.slice(0, REGIONS).map((region) => ({ ...region, name: format.country(region.name), hue })), [facts, hue, format])
  const cities = (
    <Table caption={t.persona.cities} head={[t.persona.city, t.overview.customers]}
      rows={facts.places.map((place) => ({ key: `${place.city} ${place.country ?? ''}`, cells: [format.country(place.city), format.whole(place.customers)] }))} />
  )
  return (
    <Section id="places" title={t.persona.places} empty={facts.places.length === 0 && regions.length === 0}>
      <div class="columns">
        <div class="stack">
          <h3>{t.persona.cities}</h3>
          {spots.length === 0 ? <><p class="hint">{t.overview.mapNone}</p>{facts.places.length > 0 && cities}</> : <><PlacesMap spots={spots} height={420}>{cities}</PlacesMap><p class="hint">{t.overview.mapNoteOne}</p></>}
        </div>
        {regions.length > 0 && (
          <div class="stack">
            <h3>{t.persona.regions}</h3>
            <Key />
            <ComparisonChart label={t.persona.regions} rows={regions} nameTitle={t.persona.region} shareTitle={t.persona.group} restTitle={t.persona.rest} />
          </div>
        )}
      </div>
    </Section>
  )
}
