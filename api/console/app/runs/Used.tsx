import type { PersonaSettings } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { settingWords } from '../settings/settingWords.ts'

/** The settings a run went by. */
export function Used({ settings }: { settings: PersonaSettings }) {
  const locale = useLocale()
  const words = locale.t.runs.used
  return (
    <Section id="used" title={words.title}>
      <dl class="typical">{settingWords(settings, locale).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p class="hint">{words.now}</p>
    </Section>
  )
}
