import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

/** So many are told before one asks for all. */
const SHOWN = 12
/** What one asks of anybody, after what is particular about them. */
const ALWAYS = ['revenue_365d', 'orders_365d', 'basket_value', 'recency_days', 'tenure_days', 'visits_90d']

/** Of those who do, as of yes and no: from here it is more yes. */
const HALF = 0.5

type Value = NonNullable<Facts['exemplar']>['values'][number]

/** Somebody who could be of the persona and is nobody. */
export function Typical({ facts }: { facts: Facts }) {
  const { t, language, format } = useLocale()
  const words = t.aboutPersona.typical
  if (facts.exemplar === null) return null
  const known = facts.exemplar.values.filter((value) => value.value !== null)
  const first = [...facts.distinguishing.filter((one) => one.direction === 'more').map((one) => one.column), ...ALWAYS]
  // That somebody does not live in one of many places is no trait of theirs.
  const telling = known.filter(({ value, unit }) => unit !== 'yes/no' || (value ?? 0) >= HALF)
  const picked = first.flatMap((column) => telling.filter((value) => value.column === column)).slice(0, SHOWN)
  const list = (values: readonly Value[]) => (
    <dl class="typical">
      {values.map((value) => <div key={value.column}><dt>{format.sentence(value.label[language])}</dt><dd>{said(value)}</dd></div>)}
    </dl>
  )
  const said = ({ value, unit }: Value) => (value === null ? '–' : unit === 'yes/no' ? (value >= HALF ? t.app.yes : t.app.no) : format.unit(value, unit, facts.revenue?.currency ?? null))
  return (
    <Section id="typical" title={words.title}>
      <p class="hint">{words.note}</p>
      {list(picked)}
      {known.length > picked.length && <details class="figures"><summary>{words.all(known.length)}</summary>{list(known)}</details>}
    </Section>
  )
}
