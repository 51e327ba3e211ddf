import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { Chart } from '../charts/Chart.tsx'
import type { Palette } from '../charts/palette.ts'
import { tooltip } from '../charts/tooltip.ts'
import { useLocale } from '../i18n/locale.tsx'
import { frame, project, unproject } from './projection.ts'

export type Spot = { readonly city: string; readonly lon: number; readonly lat: number; readonly customers: number; readonly hue: number; readonly lines: readonly string[] }

let outline: Promise<void> | null = null

/** The world's outline comes as a file of its own, when the first map is shown. */
function loadOutline(): Promise<void> {
  outline ??= Promise.all([import('./outline.json'), import('../charts/engine.ts')]).then(([{ default: world }, { registerMap }]) => {
    registerMap('world', JSON.stringify(world))
  })
  return outline
}

const LABELLED = 12

/** Cities as circles whose area is the number of customers. children: the same as a table. */
export function PlacesMap({ spots, height, children }: { spots: readonly Spot[]; height: number; children: ComponentChildren }) {
  const { t } = useLocale()
  const [ready, setReady] = useState(false)
  useEffect(() => { void loadOutline().then(() => setReady(true)) }, [])

  const option = useCallback((palette: Palette, width: number) => {
    if (!ready) return {}
    const most = Math.max(...spots.map((spot) => spot.customers))
    const widest = width < 560 ? 30 : 44
    const box = frame(spots.map((spot) => [spot.lon, spot.lat]))
    const eastern = box[0][0] + (box[1][0] - box[0][0]) * 0.78
    // Large first, so that a small city stays visible before its large neighbour.
    const sorted = spots.toSorted((a, b) => b.customers - a.customers)
    return {
      backgroundColor: palette.sea,
      geo: {
        map: 'world', roam: false, silent: true, projection: { project, unproject }, boundingCoords: box,
        top: 12, bottom: 12, left: 'center', itemStyle: { areaColor: palette.land, borderColor: palette.border, borderWidth: 1 }, emphasis: { disabled: true }, tooltip: { show: false },
      },
      tooltip: tooltip(palette, ({ dataIndex }) => [sorted[dataIndex].city, ...sorted[dataIndex].lines].join('\n')),
      series: [{
        type: 'scatter', coordinateSystem: 'geo', labelLayout: { hideOverlap: true },
        data: sorted.map((spot, i) => ({
          name: spot.city, value: [spot.lon, spot.lat], symbolSize: Math.max(6, Math.sqrt(spot.customers / most) * widest),
          itemStyle: { color: palette.persona(spot.hue), opacity: 0.86, borderColor: palette.surface, borderWidth: 1.2 },
          label: { show: i < LABELLED, formatter: '{b}', position: spot.lon > eastern ? 'left' : 'right', distance: 4, color: palette.ink, fontSize: 12, textBorderColor: palette.land, textBorderWidth: 3 },
        })),
      }],
    }
  }, [ready, spots])

  return <Chart label={t.overview.mapLabel(spots.length)} height={height} option={option}>{children}</Chart>
}
