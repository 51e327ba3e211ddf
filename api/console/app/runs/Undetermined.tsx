import type { Report } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

const REASONS = ['between', 'far', 'unknown'] as const

/** Who belongs to no persona, and who was kept where they were. */
export function Undetermined({ report: { undetermined, held } }: { report: Report }) {
  const { t, format } = useLocale()
  const words = t.runs.nobody
  const all = REASONS.reduce((sum, reason) => sum + undetermined[reason], 0)
  return (
    <Section id="nobody" title={words.title}>
      {all === 0 ? <p>{words.none}</p> : (
        <>
          <p>{words.lead(format.whole(all))}</p>
          <dl class="figures-row">{REASONS.filter((reason) => undetermined[reason] > 0).map((reason) => <div key={reason}><dd>{format.whole(undetermined[reason])}</dd><dt>{words[reason]}</dt></div>)}</dl>
        </>
      )}
      {held > 0 && <p>{words.held(format.whole(held))}</p>}
    </Section>
  )
}
