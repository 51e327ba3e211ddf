import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from './Section.tsx'

/** What an analyst asks for. */
export function About({ persona }: { persona: Persona }) {
  const { t, format } = useLocale()
  return (
    <Section id="about" title={t.persona.about}>
      <dl class="about">
        <div><dt>{t.persona.born}</dt><dd>{format.time(persona.createdAt)}</dd></div>
        <div><dt>{t.persona.updated}</dt><dd>{format.time(persona.updatedAt)}</dd></div>
        <div><dt>{t.persona.version}</dt><dd>{persona.version}</dd></div>
        <div><dt>{t.persona.id}</dt><dd><code>{persona.id}</code></dd></div>
      </dl>
    </Section>
  )
}
