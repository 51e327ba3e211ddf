import { useCallback } from 'preact/hooks'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Chart } from './Chart.tsx'
import { interval } from './interval.ts'
import type { Palette } from './palette.ts'
import { Table } from './Table.tsx'
import { tooltip } from './tooltip.ts'

const ROW = 46

/** Effect sizes as bars away from zero, each with its interval. */
export function DistinctionChart({ rows, currency }: { rows: Facts['distinguishing']; currency: string | null }) {
  const { t, language, format } = useLocale()
  const versus = (row: (typeof rows)[number]) => t.distinction.versus(format.unit(row.mean, row.unit, currency), format.unit(row.rest, row.unit, currency))

  const option = useCallback((palette: Palette, width: number) => {
    const low = Math.min(-0.5, ...rows.map((row) => row.low))
    const high = Math.max(0.5, ...rows.map((row) => row.high))
    const gutter = width < 560 ? Math.round(width * 0.46) : 280
    return {
      grid: { left: gutter, right: 16, top: 8, bottom: 28 },
      xAxis: {
        type: 'value', min: Math.floor(low * 2) / 2, max: Math.ceil(high * 2) / 2, splitNumber: width < 560 ? 2 : 6,
        axisLabel: { color: palette.muted, hideOverlap: true, formatter: (value: number) => format.decimal(value) }, splitLine: { lineStyle: { color: palette.line } },
      },
      yAxis: {
        type: 'category', inverse: true, data: rows.map((row) => row.column), axisTick: { show: false }, axisLine: { show: true, onZero: true, lineStyle: { color: palette.muted } },
        axisLabel: {
          interval: 0, margin: 12, formatter: (_column: string, i: number) => `{name|${format.sentence(rows[i].label[language])}}\n{values|${versus(rows[i])}}`,
          rich: {
            name: { color: palette.ink, fontSize: 13, lineHeight: 19, width: gutter - 24, align: 'right', overflow: 'truncate' },
            values: { color: palette.muted, fontSize: 12, lineHeight: 17, width: gutter - 24, align: 'right', overflow: 'truncate' },
          },
        },
        offset: 0, position: 'left',
      },
      tooltip: tooltip(palette, ({ dataIndex }) => {
        const row = rows[dataIndex]
        return `${format.sentence(row.label[language])}\n${versus(row)}\nd = ${format.signed(row.effect)} (${format.signed(row.low)} … ${format.signed(row.high)})`
      }),
      series: [
        { type: 'bar', barWidth: 18, data: rows.map((row) => ({ value: row.effect, itemStyle: { color: row.effect < 0 ? palette.less : palette.more, borderRadius: row.effect < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0] } })) },
        { type: 'custom', silent: true, z: 3, renderItem: interval(palette.ink), encode: { x: [1, 2], y: 0 }, data: rows.map((row, i) => [i, row.low, row.high]) },
      ],
    }
  }, [rows, currency, language, format, t])

  return (
    <Chart label={`${t.persona.apart}. ${t.persona.apartLabel}`} height={rows.length * ROW + 40} option={option}>
      <Table caption={t.persona.apart} head={[t.persona.feature, t.persona.group, t.persona.rest, t.persona.effect, t.persona.interval]}
        rows={rows.map((row) => ({ key: row.column, cells: [format.sentence(row.label[language]), format.unit(row.mean, row.unit, currency), format.unit(row.rest, row.unit, currency), format.signed(row.effect), `${format.signed(row.low)} … ${format.signed(row.high)}`] }))} />
    </Chart>
  )
}
