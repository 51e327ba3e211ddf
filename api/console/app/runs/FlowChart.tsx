import { useCallback, useMemo } from 'preact/hooks'
import { Chart } from '../charts/Chart.tsx'
import { fitted } from '../charts/fitted.ts'
import { loadFlowEngine } from '../charts/load.ts'
import type { Palette } from '../charts/palette.ts'
import { Table } from '../charts/Table.tsx'
import type { Migration } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { HIDDEN, keptBack } from './keptBack.ts'

type FlowChartProps = { migration: Migration; nameOf: (key: string) => string; /** null for who is in no persona. */ hueOf: (key: string) => number | null }

const BEFORE = 'before:'
const AFTER = 'after:'
/** Room for the names beside the nodes; on a narrow page they stand on the flows. */
const GUTTER = 230
const NARROW = 640
/** Between places: room for the two lines of the name of a thin one. */
const GAP = 32

/** People's way from where they were (left) to where they are (right). A way that may not be shown ends, or begins, in a place of its own. */
export function FlowChart({ migration, nameOf, hueOf }: FlowChartProps) {
  const { t, format } = useLocale()
  const words = t.runs.moved
  const { before, after, flows } = migration
  const hidden = useMemo(() => keptBack(migration), [migration])
  const option = useCallback((palette: Palette, width: number) => {
    const wide = width >= NARROW
    const gutter = Math.min(GUTTER, Math.round(width * 0.28))
    const name = (key: string) => (key === HIDDEN ? words.hiddenWay : nameOf(key))
    const colour = (key: string) => { const hue = hueOf(key); return hue === null ? palette.rest : palette.persona(hue) }
    const links = [...flows, ...hidden]
    const place = (side: string, keys: readonly string[], position: 'left' | 'right') => {
      const end = side === BEFORE ? 'from' : 'to'
      return keys.filter((key) => links.some((flow) => flow[end] === key)).map((key) => {
        const people = (side === BEFORE ? before : after).find((stand) => stand.key === key)?.people ?? null
        return {
          name: side + key, depth: side === BEFORE ? 0 : 1, itemStyle: { color: colour(key), borderWidth: 0 },
          label: { position, formatter: `{name|${fitted(name(key), wide ? gutter - 24 : width / 2 - 60)}}\n{people|${people === null ? '' : format.whole(people)}}` },
        }
      })
    }
    return {
      tooltip: {
        trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: palette.surface, borderColor: palette.border, textStyle: { color: palette.ink, fontSize: 13, lineHeight: 20, fontFamily: palette.font },
        formatter: ({ dataType, data }: { dataType: string; data: { name: string; source: string; target: string; value: number } }) => (dataType === 'edge'
          ? words.move(format.whole(data.value), name(data.source.slice(BEFORE.length)), name(data.target.slice(AFTER.length))) : name(data.name.slice(data.name.indexOf(':') + 1))),
      },
      series: [{
        type: 'sankey', left: wide ? gutter : 4, right: wide ? gutter : 4, top: 16, bottom: 24, nodeWidth: 16, nodeGap: GAP, draggable: false, layoutIterations: 0, emphasis: { focus: 'adjacency' },
        label: {
          color: palette.ink, textBorderColor: palette.surface, textBorderWidth: wide ? 0 : 3,
          rich: { name: { color: palette.ink, fontSize: 13, lineHeight: 17 }, people: { color: palette.muted, fontSize: 12, lineHeight: 16 } },
        },
        data: [...place(BEFORE, [...before.map(({ key }) => key), HIDDEN], wide ? 'left' : 'right'), ...place(AFTER, [...after.map(({ key }) => key), HIDDEN], wide ? 'right' : 'left')],
        // Who stayed is most of it: pale, so that one sees who moved.
        links: links.map((flow) => ({
          source: BEFORE + flow.from, target: AFTER + flow.to, value: flow.people,
          lineStyle: { color: colour(flow.from === HIDDEN ? flow.to : flow.from), opacity: flow.from === HIDDEN || flow.to === HIDDEN ? 0.08 : flow.from === flow.to ? 0.25 : 0.65, curveness: 0.5 },
        })),
      }],
    }
  }, [before, after, flows, hidden, nameOf, hueOf, format, words])
  const shown = (from: string, to: string) => { const flow = flows.find((one) => one.from === from && one.to === to); return flow === undefined ? '–' : format.whole(flow.people) }
  return (
    <Chart label={words.chart} height={Math.max(360, 86 * Math.max(before.length, after.length))} option={option} engine={loadFlowEngine}>
      <Table caption={words.flows} head={[`${words.from} ↓ ${words.to} →`, ...after.map(({ key }) => nameOf(key))]} rows={before.map(({ key }) => ({ key, cells: [nameOf(key), ...after.map((stand) => shown(key, stand.key))] }))} />
      <p class="hint">{words.nothing}</p>
    </Chart>
  )
}
