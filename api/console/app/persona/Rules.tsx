import type { Facts } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { conditionWords } from './ruleWords.ts'
import { Section } from '../shell/Section.tsx'

/** Two or three rules that say who belongs, and how far they can be trusted. */
export function Rules({ facts: { rules, revenue } }: { facts: Facts }) {
  const locale = useLocale()
  const { t, format } = locale
  const words = t.aboutPersona.rules
  if (rules === null) return null
  return (
    <Section id="rules" title={words.title}>
      <p>{words.lead(format.percent(rules.recall), format.percent(rules.precision))}</p>
      <ol class="rules">
        {rules.rules.map((rule, i) => (
          <li key={i}>
            {i > 0 && <span class="rules-or">{words.or}</span>}
            <ul class="conditions">{rule.conditions.map((condition) => <li key={condition.column}>{conditionWords(condition, revenue?.currency ?? null, locale)}</li>)}</ul>
            <p class="unseen">{words.said(format.percent(rule.precision), format.percent(rule.recall))}</p>
            <dl class="rule-figures" aria-hidden="true">
              <div><dd>{format.percent(rule.precision)}</dd><dt>{words.right}</dt></div>
              <div><dd>{format.percent(rule.recall)}</dd><dt>{words.covers}</dt></div>
            </dl>
          </li>
        ))}
      </ol>
      <p class="hint">{words.note}</p>
    </Section>
  )
}
