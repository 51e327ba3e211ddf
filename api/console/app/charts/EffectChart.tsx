import { useCallback } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { Chart } from './Chart.tsx'
import { interval } from './interval.ts'
import type { Palette } from './palette.ts'
import { Table } from './Table.tsx'
import { tooltip } from './tooltip.ts'

export type Effect = {
  readonly key: string
  readonly name: string
  /** The figures behind it, in their unit; a second line under the name. */
  readonly values: string
  readonly at: number
  /** Ends of its 95 % interval; null where it has none. */
  readonly low: number | null
  readonly high: number | null
  readonly colour: (palette: Palette) => string
  /** Cells of the table after the name. */
  readonly cells: readonly string[]
  readonly tip: string
}

type EffectChartProps = {
  label: string
  caption: string
  rows: readonly Effect[]
  /** How a place on the axis is written. */
  tick: (value: number) => string
  /** Steps of the axis' ends. */
  step: number
  /** What is drawn at most on either side: what goes beyond is cut off there, and has its figures beside it. */
  most?: number
  head: readonly string[]
}

const ROW = 46
/** On a narrow page names stand above their bars, which so have all of its width. */
const NARROW = 560
const NARROW_ROW = 68
/** Room for names beside the bars. */
const GUTTER = 280

/** Differences as bars away from zero, each with its interval. */
export function EffectChart({ label, caption, rows, tick, step, most = Infinity, head }: EffectChartProps) {
  const { format } = useLocale()
  const option = useCallback((palette: Palette, width: number) => {
    const within = (value: number) => Math.max(-most, Math.min(most, value))
    const ends = rows.map((row) => [within(row.low ?? row.at), within(row.high ?? row.at)] as const)
    const low = Math.min(-step, ...rows.map((row, i) => Math.min(within(row.at), ends[i][0])))
    const high = Math.max(step, ...rows.map((row, i) => Math.max(within(row.at), ends[i][1])))
    const narrow = width < NARROW
    const letters = narrow ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 10, 0], margin: 0, width: width - 24 } : { margin: 12, align: 'right', width: GUTTER - 24 }
    // Names stand on the line of zero.
    const ground = narrow ? { backgroundColor: palette.surface } : {}
    return {
      grid: { left: narrow ? 8 : GUTTER, right: 16, top: narrow ? 22 : 8, bottom: 28, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value', min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, splitNumber: narrow ? 2 : 6,
        axisLabel: { color: palette.muted, hideOverlap: true, formatter: tick, ...(narrow ? { alignMinLabel: 'left', alignMaxLabel: 'right' } : {}) }, splitLine: { lineStyle: { color: palette.line } },
      },
      yAxis: {
        type: 'category', inverse: true, data: rows.map((row) => row.key), axisTick: { show: false }, axisLine: { show: true, onZero: true, lineStyle: { color: palette.muted } },
        axisLabel: {
          interval: 0, ...letters, overflow: 'truncate', formatter: (_key: string, i: number) => `{name|${rows[i].name}}\n{values|${rows[i].values}}`,
          rich: { name: { color: palette.ink, fontSize: 13, lineHeight: 19, ...ground }, values: { color: palette.muted, fontSize: 12, lineHeight: 17, ...ground } },
        },
        offset: 0, position: 'left', z: 4,
      },
      tooltip: tooltip(palette, ({ dataIndex }) => `${rows[dataIndex].name}\n${rows[dataIndex].values}\n${rows[dataIndex].tip}`),
      series: [
        { type: 'bar', barWidth: narrow ? 12 : 18, data: rows.map((row) => ({ value: within(row.at), itemStyle: { color: row.colour(palette), borderRadius: row.at < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0] } })) },
        { type: 'custom', silent: true, z: 3, renderItem: interval(palette.ink), encode: { x: [1, 2], y: 0 }, data: rows.flatMap((row, i) => (row.low === null || row.high === null ? [] : [[i, ...ends[i]]])) },
      ],
    }
  }, [rows, tick, step, most])
  const height = useCallback((width: number) => rows.length * (width < NARROW ? NARROW_ROW : ROW) + 50, [rows.length])
  return (
    <Chart label={label} height={height} option={option}>
      <Table caption={caption} head={head} rows={rows.map((row) => ({ key: row.key, cells: [format.sentence(row.name), ...row.cells] }))} />
    </Chart>
  )
}
