import { useCallback } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { Chart } from './Chart.tsx'
import { fitted } from './fitted.ts'
import type { Palette } from './palette.ts'
import { Table } from './Table.tsx'
import { tooltip } from './tooltip.ts'

export type Compared = { readonly name: string; readonly share: number; readonly rest: number; readonly hue: number; readonly note?: string }
type ComparisonProps = { label: string; rows: readonly Compared[]; nameTitle: string; shareTitle: string; restTitle: string; /** Pixels for the names. */ gutter?: number }

const ROW = 40

/** Two bars a row: the strong one is the group, the pale one what it is compared with. Shares, 0–1. */
export function ComparisonChart({ label, rows, nameTitle, shareTitle, restTitle, gutter = 150 }: ComparisonProps) {
  const { format } = useLocale()
  const option = useCallback((palette: Palette, width: number) => {
    const left = Math.min(gutter, Math.round(width * 0.42))
    const bars = (values: number[], colour: (i: number) => string, strong: boolean) => ({
      type: 'bar', barWidth: strong ? 14 : 7, barGap: '20%',
      data: values.map((value, i) => ({ value, itemStyle: { color: colour(i), borderRadius: [0, 3, 3, 0] } })),
      label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => format.percent(value), color: strong ? palette.ink : palette.muted, fontSize: strong ? 12 : 10.5 },
    })
    return {
      grid: { left, right: 52, top: 4, bottom: 4 },
      xAxis: { type: 'value', min: 0, show: false },
      yAxis: {
        type: 'category', inverse: true, data: rows.map((row) => row.name), axisTick: { show: false }, axisLine: { lineStyle: { color: palette.border } },
        axisLabel: { interval: 0, color: palette.ink, formatter: (name: string) => fitted(name, left - 14), fontSize: 13, lineHeight: 16 },
      },
      tooltip: tooltip(palette, ({ dataIndex }) => {
        const row = rows[dataIndex]
        return `${row.name}\n${shareTitle}: ${format.percent(row.share)}\n${restTitle}: ${format.percent(row.rest)}${row.note === undefined ? '' : `\n${row.note}`}`
      }),
      series: [bars(rows.map((row) => row.share), (i) => palette.persona(rows[i].hue), true), bars(rows.map((row) => row.rest), () => palette.rest, false)],
    }
  }, [rows, gutter, shareTitle, restTitle, format])

  return (
    <Chart label={label} height={rows.length * ROW + 8} option={option}>
      <Table caption={label} head={[nameTitle, shareTitle, restTitle]} rows={rows.map((row) => ({ key: row.name, cells: [row.name, format.percent(row.share), format.percent(row.rest)] }))} />
    </Chart>
  )
}
