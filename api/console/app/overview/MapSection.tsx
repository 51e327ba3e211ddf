import { useMemo, useState } from 'preact/hooks'
import { Table } from '../charts/Table.tsx'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { PlacesMap, type Spot } from '../map/PlacesMap.tsx'
import { namesOf } from '../persona/shown.ts'
import { citiesOf } from './cities.ts'

const LISTED = 40
const LARGEST = 7

/** Where the customers of all personas, or of one, live. */
export function MapSection({ personas, hues }: { personas: readonly Persona[]; hues: ReadonlyMap<string, number> }) {
  const { t, language, format } = useLocale()
  const [picked, setPicked] = useState<string | null>(null)
  const cities = useMemo(() => citiesOf(personas), [personas])
  const names = useMemo(() => namesOf(personas, language), [personas, language])
  const shown = picked === null ? cities : cities.filter((city) => city.members.some((member) => member.id === picked))

  const spots = useMemo(() => shown.flatMap((city): (Spot & { note: string })[] => {
    if (city.lon === null || city.lat === null) return []
    const members = city.members.filter((member) => picked === null || member.id === picked)
    const customers = members.reduce((sum, member) => sum + member.customers, 0)
    const lines = members.slice(0, 6).map((member) => `${names.get(member.id) ?? ''}: ${format.whole(member.customers)}`)
    const note = picked === null ? names.get(city.typical) ?? '' : format.country(city.country ?? '')
    return [{ city: city.city, note, lon: city.lon, lat: city.lat, customers, hue: hues.get(picked ?? city.typical) ?? 1, lines }]
  }).sort((a, b) => b.customers - a.customers), [cities, picked, names, hues, format])

  const table = (
    <Table caption={t.overview.mapTitle} head={[t.persona.city, t.overview.customers, ...personas.map((persona) => names.get(persona.id))]}
      rows={cities.slice(0, LISTED).map((city) => ({
        key: `${city.city} ${city.country ?? ''}`,
        cells: [city.city, format.whole(city.customers), ...personas.map(({ id }) => { const found = city.members.find((member) => member.id === id); return found === undefined ? '–' : format.whole(found.customers) })],
      }))} />
  )
  return (
    <section class="panel stack" aria-labelledby="map-title">
      <h2 id="map-title">{t.overview.mapTitle}</h2>
      <div class="legend" role="group" aria-label={t.overview.mapPick}>
        <button type="button" aria-pressed={picked === null} onClick={() => setPicked(null)}>{t.overview.mapAll}</button>
        {personas.map(({ id }) => (
          <button key={id} type="button" class={`hue-${hues.get(id) ?? 1}`} aria-pressed={picked === id} onClick={() => setPicked(id)}><span class="dot" aria-hidden="true" />{names.get(id)}</button>
        ))}
      </div>
      {spots.length === 0
        ? <><p>{t.overview.mapNone}</p>{cities.length > 0 && table}</>
        : <div class="map-columns">
            <div class="stack">
              <PlacesMap spots={spots} height={500}>{table}</PlacesMap>
              <p class="hint">{picked === null ? t.overview.mapNote : t.overview.mapNoteOne}</p>
            </div>
            <ol class="largest" aria-label={t.persona.cities}>
              {spots.slice(0, LARGEST).map((spot, i) => <li key={i} class={`hue-${spot.hue}`}><span class="dot" aria-hidden="true" /><span class="largest-city">{spot.city}<span>{spot.note}</span></span><span>{format.whole(spot.customers)}</span></li>)}
            </ol>
          </div>}
    </section>
  )
}
