import type { Report } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { Link } from '../router.tsx'

/** How a verdict looks: the colours of what is well, waits, and failed. */
const PILL: Readonly<Record<string, string>> = { independent: 'pill-published', associated: 'pill-in_review', proxy: 'pill-rejected', unknown: '' }

/** How much of each sensitive attribute shines through the personas, in plain words. names: persona id → name. */
export function Sensitive({ findings, names }: { findings: Report['sensitive']; names: ReadonlyMap<string, string> }) {
  const { t, format } = useLocale()
  const words = t.runs.sensitive
  return (
    <Section id="sensitive" title={words.title}>
      {findings.length === 0 ? <p class="hint">{words.none} <Link to={{ view: 'settings' }}>{t.settings.title}</Link></p> : <p class="hint">{words.lead}</p>}
      {findings.map((finding) => (
        <div key={finding.attribute} class="finding stack">
          <h3>{finding.attribute} <span class={`pill ${PILL[finding.verdict]}`}>{words.short[finding.verdict]}</span></h3>
          <p>{words.verdicts[finding.verdict]}{finding.share !== null && ` ${words.measured(format.rare(Math.max(0, finding.share)), format.people(finding.people))}`}</p>
          {finding.leaning.length > 0 && (
            <>
              <h4>{words.leaning}</h4>
              <ul class="notes">
                {finding.leaning.map((lean) => (
                  <li key={`${lean.personaId} ${lean.value}`}><Link to={{ view: 'persona', id: lean.personaId }}>{names.get(lean.personaId) ?? t.lineage.other}</Link>: {words.lean(lean.value, format.percent(lean.share), format.percent(lean.rest))}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
    </Section>
  )
}
