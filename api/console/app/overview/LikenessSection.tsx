import { useCallback, useMemo } from 'preact/hooks'
import { Chart } from '../charts/Chart.tsx'
import type { Palette } from '../charts/palette.ts'
import { Table } from '../charts/Table.tsx'
import { tooltip } from '../charts/tooltip.ts'
import type { Persona, Report } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { featuresOf } from '../persona/labels.ts'
import { nameOf } from '../persona/shown.ts'
import { Link } from '../router.tsx'
import { frameOf } from './mapFrame.ts'
import { endsOf, nearestOf, placeOf } from './mapWords.ts'

type LikenessProps = { map: NonNullable<Report['map']>; personas: readonly Persona[]; hues: ReadonlyMap<string, number> }

/** Radius of the circle of a persona that had everybody, in pixels. */
const WIDEST = 90
const NARROWEST = 13
const heightOf = (width: number) => Math.max(320, Math.min(520, Math.round(width * 0.62)))

/** Where the personas lie on the two axes that tell them apart best, with the axes in words and the same as a list. */
export function LikenessSection({ map, personas, hues }: LikenessProps) {
  const { t, language, format } = useLocale()
  const words = t.overview.map
  const known = useMemo(() => {
    const of = new Map(personas.map((persona) => [persona.id, persona]))
    return map.centres.flatMap((centre) => {
      const persona = of.get(centre.personaId)
      return persona === undefined ? [] : [{ ...centre, name: nameOf(persona, language), share: persona.facts.share, hue: hues.get(persona.id) ?? 1 }]
    }).sort((a, b) => b.share - a.share)
  }, [map, personas, hues, language])
  const features = useMemo(() => featuresOf(personas), [personas])
  const [across, upright] = map.axes.map((axis) => endsOf(axis, (column) => features.get(column)?.label[language] ?? column, words))

  const option = useCallback((palette: Palette, width: number) => {
    const { x, y, unit } = frameOf(map, width, heightOf(width))
    const axis = ([min, max]: readonly [number, number]) => ({ type: 'value', min, max, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { onZero: true, lineStyle: { color: palette.line } }, splitLine: { show: false } })
    const most = Math.max(...map.cells.map((cell) => cell.people))
    return {
      grid: { left: 0, right: 0, top: 0, bottom: 0 }, xAxis: axis(x), yAxis: axis(y),
      tooltip: tooltip(palette, ({ seriesIndex, dataIndex }) => (seriesIndex === 0 ? '' : `${dataIndex + 1} ${known[dataIndex].name}\n${format.percent(known[dataIndex].share)} ${t.overview.ofCustomers}`)),
      series: [
        {
          type: 'scatter', silent: true, tooltip: { show: false },
          data: map.cells.map((cell) => ({ value: [cell.x, cell.y], symbolSize: Math.max(4, map.side * unit * (0.45 + 0.5 * Math.sqrt(cell.people / most))), itemStyle: { color: palette.persona(hues.get(cell.personaId) ?? 1), opacity: 0.3 } })),
        },
        {
          type: 'scatter',
          data: known.map((one, i) => ({
            value: [one.x, one.y], symbolSize: 2 * Math.max(NARROWEST, Math.sqrt(one.share) * (width < 560 ? WIDEST * 0.62 : WIDEST)), itemStyle: { color: palette.persona(one.hue), opacity: 0.9, borderColor: palette.surface, borderWidth: 2 },
            label: { show: true, formatter: String(i + 1), color: palette.surface, fontSize: 15, fontWeight: 700 },
          })),
        },
      ],
    }
  }, [map, known, hues, format, t])

  const nearest = (id: string) => {
    const centre = nearestOf(known.find((one) => one.personaId === id)!, known)
    return centre === null ? '–' : known.find((one) => one.personaId === centre.personaId)?.name ?? '–'
  }
  return (
    <section class="panel stack" id="likeness" aria-labelledby="likeness-title">
      <h2 id="likeness-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <div class="likeness">
        <div class="likeness-picture">
          {upright !== undefined && <p class="end">↑ {upright.high}</p>}
          <Chart label={words.label(known.length)} height={heightOf} option={option} />
          {upright !== undefined && <p class="end">↓ {upright.low}</p>}
          {across !== undefined && <p class="ends"><span>← {across.low}</span><span>{across.high} →</span></p>}
        </div>
        <ol class="likeness-names">
          {known.map((one, i) => (
            <li key={one.personaId} class={`hue-${one.hue}`}><span class="number" aria-hidden="true">{i + 1}</span><Link to={{ view: 'persona', id: one.personaId }}>{one.name}</Link><span>{format.percent(one.share)}</span></li>
          ))}
        </ol>
      </div>
      <details class="figures">
        <summary>{t.app.table}</summary>
        <Table caption={words.title} head={['Persona', words.place, words.nearest]} rows={known.map((one, i) => ({ key: one.personaId, cells: [`${i + 1} ${one.name}`, placeOf(one, known, words.places), nearest(one.personaId)] }))} />
      </details>
      <p class="hint">{words.explained(format.percent(map.explained))}</p>
    </section>
  )
}
