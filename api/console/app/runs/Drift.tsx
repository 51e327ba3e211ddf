import { Table } from '../charts/Table.tsx'
import type { Report } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import type { Feature } from '../persona/labels.ts'
import { Section } from '../shell/Section.tsx'

type DriftProps = { drift: NonNullable<Report['drift']>; falseAlarms: number; /** Day of the run it is measured against; null where that run is unknown. */ against: string | null; features: ReadonlyMap<string, Feature>; nameOf: (personaId: string) => string }

/** Siddiqi 2006: below 0.1 hardly anything moved, from 0.25 much. */
const levelOf = (psi: number) => (psi < 0.1 ? 'hardly' : psi < 0.25 ? 'some' : 'much')
/** Features that are shown before one asks for all. */
const SHOWN = 8

/** What customers do and how large the personas are, beside the run before, and how an alarm comes about. */
export function Drift({ drift, falseAlarms, against, features, nameOf }: DriftProps) {
  const { t, language, format } = useLocale()
  const words = t.runs.drift
  const byMove = drift.features.toSorted((a, b) => Number(b.moved) - Number(a.moved) || b.psi - a.psi)
  const most = Math.max(0.25, ...drift.features.map((one) => one.psi))
  const table = (caption: string, rows: DriftProps['drift']['features']) => (
    <Table caption={caption} head={[words.feature, words.psi, words.alarm]}
      rows={rows.map((one) => ({
        key: one.column, marked: one.moved,
        cells: [
          format.sentence(features.get(one.column)?.label[language] ?? one.column),
          <span class="cell-bar"><span class="share-track" aria-hidden="true"><span class={`share-fill drift-${levelOf(one.psi)}`} style={{ width: `${(one.psi / most) * 100}%` }} /></span>{format.fixed(one.psi)} ({words.levels[levelOf(one.psi)]})</span>,
          one.moved ? words.yes : words.no,
        ],
      }))} />
  )
  return (
    <Section id="drift" title={words.title}>
      {against !== null && <p>{words.against(against)}</p>}
      <p class="hint">{words.budget(falseAlarms === 1 ? words.one : words.many(format.decimal(falseAlarms)), format.rare(drift.level))}</p>
      <div class="columns">
        <div class="stack">
          <h3>{words.sizes}</h3>
          <Table caption={words.sizes} head={['Persona', words.before, words.now, words.change, words.alarm]}
            rows={drift.sizes.map((size) => ({
              key: size.personaId, marked: size.changed,
              cells: [nameOf(size.personaId), format.people(size.before), format.people(size.now), size.before === 0 ? '–' : format.change((size.now - size.before) / size.before), size.changed ? words.yes : words.no],
            }))} />
          <p class="hint">{words.sizesNote}</p>
        </div>
        <div class="stack">
          <h3>{words.features}</h3>
          {byMove.every((one) => !one.moved) && <p>{words.none}</p>}
          {table(words.features, byMove.slice(0, SHOWN))}
          {byMove.length > SHOWN && <details class="figures"><summary>{words.all(byMove.length)}</summary>{table(words.all(byMove.length), byMove)}</details>}
          <p class="hint">{words.featuresNote}</p>
        </div>
      </div>
    </Section>
  )
}
