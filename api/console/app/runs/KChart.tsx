import { useCallback } from 'preact/hooks'
import { Chart } from '../charts/Chart.tsx'
import type { Palette } from '../charts/palette.ts'
import { tooltip } from '../charts/tooltip.ts'
import type { PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

type Row = PersonaRun['choice']['table'][number]
const RELIABLE = 0.75
const PANE = 92
const TITLE = 34
const LABELS = 30

/** The figures behind the number of groups, one below the other, with the number that was taken marked in all of them. */
export function KChart({ rows, k }: { rows: readonly Row[]; k: number }) {
  const { t, format } = useLocale()
  const words = t.runs.k
  const withGap = rows.some((row) => row.gap !== undefined && row.gap !== null)
  const panes = [
    { title: words.weakest, of: (row: Row) => row.weakest, line: RELIABLE, bounds: { min: 0, max: 1, interval: 0.5 } }, { title: words.silhouette, of: (row: Row) => row.silhouette, line: null, bounds: {} },
    ...(withGap ? [{ title: words.gapTitle, of: (row: Row) => row.gap ?? null, line: null, bounds: {} }] : []),
  ]
  const option = useCallback((palette: Palette, width: number) => {
    const marked = (i: number) => ({ itemStyle: { color: rows[i].k === k ? palette.accent : palette.surface, borderColor: palette.accent, borderWidth: 2 }, symbolSize: rows[i].k === k ? 13 : 7 })
    return {
      grid: panes.map((_, i) => ({ left: 44, right: 20, top: TITLE + i * (TITLE + PANE + LABELS), height: PANE })),
      xAxis: panes.map((_, i) => ({ gridIndex: i, type: 'category', data: rows.map((row) => String(row.k)), axisTick: { show: false }, axisLine: { lineStyle: { color: palette.border } }, axisLabel: { color: palette.muted } })),
      yAxis: panes.map(({ title, bounds }, i) => ({
        gridIndex: i, type: 'value', scale: true, splitNumber: 2, ...bounds, name: title, nameGap: 14, nameTextStyle: { color: palette.ink, align: 'left', padding: [0, 0, 0, -38], fontSize: 13 },
        axisLabel: { color: palette.muted, formatter: (value: number) => format.decimal(value) }, splitLine: { lineStyle: { color: palette.line } },
      })),
      tooltip: tooltip(palette, ({ seriesIndex, dataIndex }) => `${rows[dataIndex].k} ${t.choice.k}\n${panes[seriesIndex].title}: ${format.fixed(panes[seriesIndex].of(rows[dataIndex]) ?? 0)}`),
      series: panes.map(({ of, line }, i) => ({
        type: 'line', xAxisIndex: i, yAxisIndex: i, symbol: 'circle', lineStyle: { color: palette.accent, width: 2 }, data: rows.map((row, at) => ({ value: of(row), ...marked(at) })),
        ...(line === null ? {} : { markLine: { silent: true, symbol: 'none', lineStyle: { color: palette.more, type: 'dashed' }, label: { formatter: words.reliable, position: 'insideStartBottom', color: palette.muted, show: width > 480 }, data: [{ yAxis: line }] } }),
      })),
    }
  }, [rows, k, format, t])
  return <Chart label={words.chart} height={panes.length * (TITLE + PANE + LABELS)} option={option} />
}
