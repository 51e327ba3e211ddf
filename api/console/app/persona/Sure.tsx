import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { levelOf } from './stability.ts'

/** Stability, certainty, rules and basis, as one would answer a colleague who doubts. */
export function Sure({ facts }: { facts: Facts }) {
  const { t, format } = useLocale()
  const words = t.aboutPersona.sure
  const { stability: { jaccard }, certainty, rules } = facts
  const answers: readonly (readonly [question: string, answer: string])[] = [
    [words.stabilityName, `${words.stability[levelOf(jaccard)]}${jaccard === null ? '' : ` ${words.jaccard(format.fixed(jaccard))}`}`],
    [words.certaintyName, certainty === null ? words.unknown : words.certainty(format.percent(certainty.margin), format.percent(certainty.narrow))],
    [words.rulesName, rules === null ? words.noRules : words.rules(format.percent(rules.recall), format.percent(rules.precision))],
    [words.basisName, words.basis(format.whole(facts.size))],
  ]
  return (
    <Section id="sure" title={words.title}>
      <dl class="answers">{answers.map(([question, answer]) => <div key={question}><dt>{question}</dt><dd>{answer}</dd></div>)}</dl>
    </Section>
  )
}
