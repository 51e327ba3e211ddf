import { Table } from '../charts/Table.tsx'
import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { figuresOf, type Figure } from './figuresOf.ts'

const SHOWN = 12
/** What one asks for first; JSON in the database keeps no order. */
const FIRST = ['gain', 'championGain', 'lists', 'ranker', 'popularity', 'rankerGain', 'alone']

function inOrder(figures: readonly Figure[]): Figure[] {
  const place = ({ path: [head] }: Figure) => (FIRST.includes(head) ? FIRST.indexOf(head) : FIRST.length)
  return figures.toSorted((a, b) => place(a) - place(b))
}

/** How it was judged: every figure the training kept, the first of them at once. */
export function Figures({ model }: { model: Model }) {
  const { t } = useLocale()
  const words = t.models.figures
  const figures = inOrder(figuresOf(model.metrics))
  if (figures.length === 0) return <Section id="figures" title={words.title}><p class="hint">{words.none}</p></Section>
  return (
    <Section id="figures" title={words.title}>
      <p class="hint">{words.note}</p>
      <FigureTable figures={figures.slice(0, SHOWN)} caption={words.title} />
      {figures.length > SHOWN && (
        <details class="figures">
          <summary>{words.more(figures.length)}</summary>
          <FigureTable figures={figures} caption={words.more(figures.length)} />
        </details>
      )}
    </Section>
  )
}

function FigureTable({ figures, caption }: { figures: readonly Figure[]; caption: string }) {
  const { t, format } = useLocale()
  const words = t.models.figures
  const number = new Intl.NumberFormat(format.locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 })
  return (
    <Table caption={caption} head={[words.figure, words.mean, words.interval, words.customers]}
      rows={figures.map(({ path, mean, low, high, n }) => ({
        key: path.join('/'), cells: [path.map((part) => words.names[part] ?? part).join(' · '), number.format(mean), `${number.format(low)} – ${number.format(high)}`, n === null ? '–' : format.whole(n)],
      }))} />
  )
}
