import { useMemo } from 'preact/hooks'
import { EffectChart, type Effect } from '../charts/EffectChart.tsx'
import { Table } from '../charts/Table.tsx'
import type { Persona, Reason } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { huesOf, namesOf } from '../persona/shown.ts'
import { Link } from '../router.tsx'

/** The persona, what speaks for it against the nearest other, and the others. */
export function Because({ reason, personas }: { reason: Reason; personas: readonly Persona[] }) {
  const { t, language, format } = useLocale()
  const words = t.why
  const names = useMemo(() => namesOf(personas, language), [personas, language])
  const hues = useMemo(() => huesOf(personas), [personas])
  const { persona, undetermined, held, because } = reason
  // Somebody in no persona is explained by the nearest against the next.
  const [here, there] = persona === null ? reason.alternatives : [persona, ...reason.alternatives]
  const named = (one: { id: string; name: string } | undefined) => (one === undefined ? words.nearest : names.get(one.id) ?? one.name)
  const currency = personas.find((one) => one.facts.revenue !== null)?.facts.revenue?.currency ?? null
  const rows = useMemo(() => because.map((one): Effect => {
    const [value, own, other] = [one.value, one.here, one.there].map((figure) => (figure === null ? '–' : format.unit(figure, one.unit, currency)))
    const hue = hues.get((one.pull > 0 ? here : there)?.id ?? '')
    return {
      key: one.column, name: format.sentence(one.label[language]), values: words.values(value, own, other), at: one.pull, low: null, high: null,
      colour: (palette) => (hue === undefined ? palette.rest : palette.persona(hue)), cells: [value, own, other, format.change(one.pull)], tip: format.change(one.pull),
    }
  }), [because, hues, here, there, currency, language, format, words])
  return (
    <>
      <section class="panel stack" aria-labelledby="why-title">
        <h2 id="why-title">{persona === null ? words.undetermined[undetermined ?? 'unknown'] : <Link to={{ view: 'persona', id: persona.id }}>{named(persona)}</Link>}</h2>
        {persona !== null && <p>{words.belongs(named(persona), format.percent(persona.weight))} {there !== undefined && words.ahead(format.percent(persona.margin), named(there))}</p>}
        {held && <p>{words.held}</p>}
      </section>
      {rows.length > 0 && (
        <Section id="because" title={words.because}>
          <EffectChart label={`${words.because}. ${words.becauseLabel(named(here), named(there))}`} caption={words.because} rows={rows} step={0.05} tick={format.change} head={[words.feature, words.theirs, named(here), named(there), words.pull]} />
          <p class="hint">{words.becauseLabel(named(here), named(there))}. {words.becauseNote}</p>
        </Section>
      )}
      <Section id="alternatives" title={words.alternatives} empty={reason.alternatives.length === 0}>
        <Table caption={words.alternatives} head={[words.alternative, words.weight]} rows={reason.alternatives.map((one) => ({ key: one.id, cells: [<Link to={{ view: 'persona', id: one.id }}>{named(one)}</Link>, format.percent(one.weight)] }))} />
      </Section>
    </>
  )
}
