import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

type Notes = Model['limits']

/** What it is for, what not, and what it cannot do. */
export function Use({ model: { intendedUse, limits } }: { model: Model }) {
  const { t } = useLocale()
  const words = t.models.use
  return (
    <Section id="use" title={words.title}>
      <div class="columns">
        <NoteList title={words.uses} notes={intendedUse.uses} />
        <NoteList title={words.notFor} notes={intendedUse.notFor} />
        <NoteList title={words.limits} notes={limits} />
      </div>
    </Section>
  )
}

/** In the reader's words where we have them, else in the card's, which are English. */
function NoteList({ title, notes }: { title: string; notes: Notes }) {
  const { t } = useLocale()
  const known = t.models.use.notes
  return (
    <div class="stack">
      <h3>{title}</h3>
      <ul class="notes">{notes.map(({ code, text }) => (known[code] === undefined ? <li key={code} lang="en">{text}</li> : <li key={code}>{known[code]}</li>))}</ul>
    </div>
  )
}
