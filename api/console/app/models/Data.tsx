import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'

/** From whom and what it learned, on what ground, and what became of their data. */
export function Data({ model: { data, privacy } }: { model: Model }) {
  const { t, format } = useLocale()
  const words = t.models.data
  const count = (value: number | null) => (value === null ? t.app.unknown : format.whole(value))
  return (
    <>
      <Section id="data" title={words.title}>
        <dl class="about">
          <div><dt>{words.from}</dt><dd>{data.from === null ? words.beginning : format.date(data.from)}</dd></div>
          <div><dt>{words.to}</dt><dd>{data.to === null ? t.app.unknown : format.date(data.to)}</dd></div>
          <div><dt>{words.people}</dt><dd>{count(data.people)}{data.erased > 0 && <span class="tile-note">{words.erased(format.whole(data.erased))}</span>}</dd></div>
          <div><dt>{words.admitted}</dt><dd>{count(data.admitted)}</dd></div>
          <div><dt>{words.items}</dt><dd>{count(data.items)}</dd></div>
          <div><dt>{words.interactions}</dt><dd>{count(data.interactions)}</dd></div>
          <div><dt>{words.purpose}</dt><dd>{data.purpose === null ? t.app.unknown : <code>{data.purpose}</code>}</dd></div>
          <div><dt>{words.policy}</dt><dd>{data.policyVersion ?? t.app.unknown}</dd></div>
        </dl>
        <h3>{words.ground}</h3>
        <p>{words.consent}</p>
      </Section>
      <Privacy privacy={privacy} />
    </>
  )
}

function Privacy({ privacy: { membership, leastPeoplePerGroup, fewestPeoplePerItem } }: { privacy: Model['privacy'] }) {
  const { t, format } = useLocale()
  const words = t.models.privacy
  return (
    <Section id="privacy" title={words.title}>
      <ul class="notes">
        <li>{words.nothing}</li>
        <li>{words.group(format.whole(leastPeoplePerGroup))}</li>
        {fewestPeoplePerItem !== null && <li>{words.fewest(format.whole(fewestPeoplePerItem))}</li>}
        <li>{membership.kept ? words.kept : words.gone}</li>
      </ul>
      {membership.root !== null && <p>{words.root}: <code>{membership.root}</code></p>}
    </Section>
  )
}
