import type { Check } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'

const MARK = { passed: '✓', failed: '✗', open: '?' } as const

const stateOf = ({ passed }: Check) => (passed === null ? 'open' : passed ? 'passed' : 'failed')

/** What stands in the way of approval: what failed, and what nobody could answer. */
export function failing(checks: readonly Check[]): Check[] {
  return checks.filter(({ passed }) => passed !== true)
}

/** What approval asks, what was found, and why it matters where it has not passed. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t, language, format } = useLocale()
  const words = t.aboutPersona.checks
  return (
    <ul class="checks">
      {checks.map((check) => (
        <li key={check.check} class={`check-${stateOf(check)}`}>
          <span class="check-mark" aria-hidden="true">{MARK[stateOf(check)]}</span>
          <span>
            <strong>{words.names[check.check] ?? check.check}</strong><span class="unseen">, {words[stateOf(check)]}</span>
            <span class="check-found">{format.sentence(check.found[language])}.{check.passed !== true && ` ${words.why[check.check] ?? ''}`}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The same in a line: how many passed. */
export function CheckCount({ checks }: { checks: readonly Check[] }) {
  const { t } = useLocale()
  const failed = failing(checks).length
  return (
    <span class={`check-count ${failed === 0 ? 'check-passed' : 'check-failed'}`}>
      <span class="check-mark" aria-hidden="true">{failed === 0 ? MARK.passed : MARK.failed}</span>{t.aboutPersona.checks.count(checks.length - failed, checks.length)}
    </span>
  )
}
