import type { Lineage, Persona } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'
import type { Format } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from './Section.tsx'

/** Newest first; the rest is for analysts, who have the API. */
const SHOWN = 12

function words(entry: Lineage, t: Text, format: Format, names: ReadonlyMap<string, string>): string {
  const list = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? t.lineage.other).join(', ')
  switch (entry.kind) {
    case 'born': return t.lineage.born
    case 'split': return t.lineage.split(list(entry.from))
    case 'continued': return t.lineage.continued(format.percent(entry.jaccard))
    case 'merged': return t.lineage.merged(list(entry.from))
    case 'merged_into': return t.lineage.merged_into(list([entry.into]))
    case 'lost': return entry.into.length === 0 ? t.lineage.lost : t.lineage.lostInto(list(entry.into))
    case 'retired': return t.lineage.retired
    case 'cut': return t.lineage.cut(list([entry.into]))
    case 'cut_from': return t.lineage.cut_from(list([entry.from]))
    case 'submitted': return t.lineage.submitted
    case 'approved': return t.lineage.approved
    case 'rejected': return t.lineage.rejected
    case 'published': return t.lineage.published(format.date(entry.effectiveAt))
    case 'restored': return t.lineage.restored
    case 'withdrawn': return t.lineage.withdrawn
  }
}

/** Where it came from, and what an analyst asks for. names: persona id → name. */
export function About({ persona, names }: { persona: Persona; names: ReadonlyMap<string, string> }) {
  const { t, format } = useLocale()
  return (
    <Section id="about" title={t.persona.about}>
      <dl class="about">
        <div><dt>{t.persona.born}</dt><dd>{format.time(persona.createdAt)}</dd></div>
        <div><dt>{t.persona.updated}</dt><dd>{format.time(persona.updatedAt)}</dd></div>
        <div><dt>{t.persona.version}</dt><dd>{persona.version}</dd></div>
        <div><dt>{t.persona.id}</dt><dd><code>{persona.id}</code></dd></div>
      </dl>
      {persona.lineage.length > 0 && (
        <div class="stack">
          <h3>{t.persona.history}</h3>
          <ol class="history">{persona.lineage.toReversed().slice(0, SHOWN).map((entry, i) => <li key={i}><time dateTime={entry.at}>{format.date(entry.at)}</time><span>{words(entry, t, format, names)}</span></li>)}</ol>
        </div>
      )}
    </Section>
  )
}
