import type { Lineage, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { actorWords } from './actorWords.ts'
import { lineageWords } from './lineageWords.ts'
import { Section } from '../shell/Section.tsx'

/** Newest first; the rest is a click away. */
const SHOWN = 12

/** Where it came from, who did what to it and why, and what an analyst asks for. names: persona id → name. */
export function About({ persona, names }: { persona: Persona; names: ReadonlyMap<string, string> }) {
  const { t, format } = useLocale()
  const entries = persona.lineage.toReversed()
  return (
    <Section id="about" title={t.persona.about}>
      <dl class="about">
        <div><dt>{t.persona.born}</dt><dd>{format.time(persona.createdAt)}</dd></div>
        <div><dt>{t.persona.updated}</dt><dd>{format.time(persona.updatedAt)}</dd></div>
        <div><dt>{t.persona.version}</dt><dd>{persona.version}</dd></div>
        <div><dt>{t.persona.id}</dt><dd><code>{persona.id}</code></dd></div>
      </dl>
      {entries.length > 0 && (
        <div class="stack">
          <h3>{t.persona.history}</h3>
          <History entries={entries.slice(0, SHOWN)} names={names} />
          {entries.length > SHOWN && <details class="figures"><summary>{t.persona.more(entries.length)}</summary><History entries={entries.slice(SHOWN)} names={names} /></details>}
        </div>
      )}
    </Section>
  )
}

function History({ entries, names }: { entries: readonly Lineage[]; names: ReadonlyMap<string, string> }) {
  const { t, format } = useLocale()
  const checks = (failed: readonly string[]) => format.list(failed.map((check) => t.aboutPersona.checks.names[check] ?? check))
  return (
    <ol class="history">
      {entries.map((entry, i) => (
        <li key={i}>
          <time dateTime={entry.at}>{format.time(entry.at)}</time>
          <span>
            {lineageWords(entry, t, format, names)}
            {'by' in entry && entry.by !== undefined && ` ${format.sentence(t.aboutPersona.by.by)} ${actorWords(entry.by, t)}`}
            {'override' in entry && entry.override !== undefined && `, ${t.aboutPersona.by.override(checks(entry.override))}`}
            {'reason' in entry && entry.reason !== undefined && <>: <q>{entry.reason}</q></>}
          </span>
        </li>
      ))}
    </ol>
  )
}
