import { useCallback } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { Chart } from './Chart.tsx'
import type { Palette } from './palette.ts'
import { Table } from './Table.tsx'
import { tooltip } from './tooltip.ts'

/** 24 shares, one for each hour of the day. */
export function HoursChart({ hours, hue }: { hours: readonly number[]; hue: number }) {
  const { t, format } = useLocale()
  const option = useCallback((palette: Palette, width: number) => ({
    grid: { left: 4, right: 4, top: 12, bottom: 26 },
    xAxis: {
      type: 'category', data: hours.map((_share, hour) => String(hour)), axisTick: { show: false }, axisLine: { lineStyle: { color: palette.border } },
      axisLabel: { color: palette.muted, interval: width < 420 ? 5 : 2, formatter: (hour: string) => format.hour(Number(hour)) },
    },
    yAxis: { type: 'value', min: 0, show: false },
    tooltip: tooltip(palette, ({ dataIndex }) => `${format.hour(dataIndex)}\n${format.percent(hours[dataIndex])}`),
    series: [{ type: 'bar', barCategoryGap: '18%', itemStyle: { color: palette.persona(hue), borderRadius: [3, 3, 0, 0] }, data: [...hours] }],
  }), [hours, hue, format])
  return (
    <Chart label={`${t.persona.hours}. ${t.persona.hoursNote}`} height={190} option={option}>
      <Table caption={t.persona.hours} head={[t.persona.hour, t.persona.share]} rows={hours.map((share, hour) => ({ key: String(hour), cells: [format.hour(hour), format.percent(share)] }))} />
    </Chart>
  )
}
