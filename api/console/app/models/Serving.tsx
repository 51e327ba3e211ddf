import { Table } from '../charts/Table.tsx'
import type { Model } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'
import type { Format } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { Link } from '../router.tsx'

type Outcome = NonNullable<Model['serving']>['own']

/** A share of people with its interval, or that they are too few to say. */
function shareWords(share: Outcome['looked'], t: Text, format: Format): string {
  return share === null ? t.models.serving.withheld : `${format.percent(share.share)} (${format.percent(share.low)} – ${format.percent(share.high)})`
}

/** What became of its decisions, beside those of the other model in service. */
export function Serving({ model: { serving, version } }: { model: Model }) {
  const { t, format } = useLocale()
  const words = t.models.serving
  if (serving === null) return <Section id="serving" title={words.title}><p class="hint">{words.none}</p></Section>
  const row = (one: Outcome, id: string | null) => ({
    key: one.version, marked: id === null,
    cells: [
      id === null ? <>{version} <span class="pill">{words.thisOne}</span></> : <><Link to={{ view: 'model', id }}>{one.version}</Link> <span class="pill">{words.beside}</span></>,
      format.whole(one.decisions), format.whole(one.exposures), one.people === null ? words.withheld : format.whole(one.people), shareWords(one.looked, t, format), shareWords(one.bought, t, format),
    ],
  })
  return (
    <Section id="serving" title={words.title}>
      <p>{words.period(format.time(serving.from), format.time(serving.to))}</p>
      <Table caption={words.title} head={[words.version, words.decisions, words.exposures, words.people, words.looked, words.bought]}
        rows={[row(serving.own, null), ...(serving.beside === null ? [] : [row(serving.beside.outcome, serving.beside.id)])]} />
      <p class="hint">{words.note}</p>
    </Section>
  )
}
