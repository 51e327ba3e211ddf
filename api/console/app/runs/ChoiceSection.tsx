import { Table } from '../charts/Table.tsx'
import type { PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

/** Why there are as many groups as there are. */
export function ChoiceSection({ run, open }: { run: PersonaRun; open?: boolean }) {
  const { t, format } = useLocale()
  const { table, reason } = run.choice
  const figure = (value: number | null) => (value === null ? '–' : format.fixed(value))
  const reasons: Readonly<Record<string, string>> = t.choice.reasons
  return (
    <section class="panel stack" aria-labelledby="choice-title">
      <h2 id="choice-title">{t.choice.title(run.k)}</h2>
      <p>{reasons[reason] ?? reason}</p>
      {table.length === 0 ? <p class="hint">{t.choice.none}</p> : (
        <details class="figures" open={open}>
          <summary>{t.choice.table}</summary>
          <Table caption={t.choice.table} head={[t.choice.k, t.choice.silhouette, t.choice.stability, t.choice.weakest, t.choice.agreement, t.choice.smallest]}
            rows={table.map((row) => ({
              key: String(row.k), marked: row.k === run.k,
              cells: [
                row.k === run.k ? <>{row.k} <span class="pill pill-published">{t.choice.chosen}</span></> : row.k,
                figure(row.silhouette), figure(row.stability), figure(row.weakest), figure(row.agreement),
                `${format.percent(row.smallestShare)}${row.largeEnough ? '' : ` (${t.choice.tooSmall})`}`,
              ],
            }))} />
          <p class="hint">{t.choice.legend}</p>
        </details>
      )}
    </section>
  )
}
