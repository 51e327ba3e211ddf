import { Table } from '../charts/Table.tsx'
import type { PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { KChart } from './KChart.tsx'

/** Why there are as many groups as there are. */
export function ChoiceSection({ run, open }: { run: PersonaRun; open?: boolean }) {
  const { t, format } = useLocale()
  const { table, reason, gapChoice } = run.choice
  const figure = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format.fixed(value))
  const reasons: Readonly<Record<string, string>> = t.choice.reasons
  const withGap = table.some((row) => row.gap !== undefined && row.gap !== null)
  const figures = (
    <Table caption={t.choice.table} head={[t.choice.k, t.choice.silhouette, t.choice.stability, t.choice.weakest, t.choice.agreement, ...(withGap ? [t.runs.k.gap] : []), t.choice.smallest]}
      rows={table.map((row) => ({
        key: String(row.k), marked: row.k === run.k,
        cells: [
          row.k === run.k ? <>{row.k} <span class="pill pill-published">{t.choice.chosen}</span></> : row.k,
          figure(row.silhouette), figure(row.stability), figure(row.weakest), figure(row.agreement),
          ...(withGap ? [row.gapError === undefined || row.gapError === null ? figure(row.gap) : `${figure(row.gap)} ± ${figure(row.gapError)}`] : []),
          `${format.percent(row.smallestShare)}${row.largeEnough ? '' : ` (${t.choice.tooSmall})`}`,
        ],
      }))} />
  )
  const legend = <p class="hint">{t.choice.legend}{withGap && ` ${t.runs.k.gapLegend}`}</p>
  return (
    <section class="panel stack" id="choice" aria-labelledby="choice-title">
      <h2 id="choice-title">{t.choice.title(run.k)}</h2>
      <p>{reasons[reason] ?? reason}{typeof gapChoice === 'number' && ` ${t.runs.k.gapChoice(gapChoice)}`}</p>
      {table.length === 0 ? <p class="hint">{t.choice.none}</p>
        : open === true ? <><KChart rows={table} k={run.k} />{figures}{legend}</>
        : <details class="figures"><summary>{t.choice.table}</summary>{figures}{legend}</details>}
    </section>
  )
}
