import { Table } from '../charts/Table.tsx'
import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

const FIGURES = ['rating', 'nps', 'contactsPerOrder', 'complaintsPerOrder', 'returnRate'] as const

/** What they said and what went wrong, beside everybody else. */
export function Experience({ facts }: { facts: Facts }) {
  const { t, format } = useLocale()
  const words = (figure: (typeof FIGURES)[number], value: number) => (figure === 'returnRate' ? format.percent(value) : format.fixed(value))
  return (
    <Section id="feel" title={t.persona.feel} empty={FIGURES.every((figure) => facts.experience[figure] === null)}>
      <Table caption={t.persona.feel} head={[t.persona.figure, t.persona.group, t.persona.rest, t.persona.answers]}
        rows={FIGURES.map((figure) => {
          const felt = facts.experience[figure]
          const cells = felt === null ? ['–', '–', t.persona.tooFew] : [words(figure, felt.mean), felt.rest === null ? '–' : words(figure, felt.rest), t.persona.people(format.whole(felt.customers))]
          return { key: figure, cells: [t.persona[figure], ...cells] }
        })} />
    </Section>
  )
}
