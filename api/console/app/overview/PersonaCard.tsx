import type { Persona, PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { nameOf } from '../persona/shown.ts'
import { StatusPill } from '../persona/StatusPill.tsx'
import { Link } from '../router.tsx'
import { CardState } from './CardState.tsx'
import { Phrases } from './Phrases.tsx'
import { ShareBar } from './ShareBar.tsx'

type PersonaCardProps = {
  persona: Persona
  hue: number
  /** The share that fills a bar, the same for all cards. */
  widest: number
  /** The last one; null before the first. */
  run: PersonaRun | null
}

/** One persona at a glance. The whole card leads to its page; the link is its name. */
export function PersonaCard({ persona, hue, widest, run }: PersonaCardProps) {
  const { t, language, format } = useLocale()
  const { facts } = persona
  return (
    <article class={`card hue-${hue}`}>
      <header>
        <p class="pills"><StatusPill status={persona.status} />{persona.pinned && <span class="pill pill-pinned">{t.aboutPersona.change.pinned}</span>}</p>
        <h2><Link to={{ view: 'persona', id: persona.id }} class="card-link">{nameOf(persona, language)}</Link></h2>
      </header>
      {persona.named.description && <p class="card-text">{persona.description}</p>}
      <dl class="figures-row">
        <div><dt>{t.overview.customers}</dt><dd>{format.whole(facts.size)}</dd></div>
        <div><dt>{t.overview.value}</dt><dd title={t.overview.valueNote}>{facts.revenue === null ? '–' : format.money(facts.revenue.perCustomer, facts.revenue.currency)}</dd></div>
      </dl>
      <div class="share-bars">
        <ShareBar part={facts.share / widest} text={`${format.percent(facts.share)} ${t.overview.ofCustomers}`} />
        {facts.revenue !== null && <ShareBar part={facts.revenue.share / widest} text={`${format.percent(facts.revenue.share)} ${t.overview.ofRevenue}`} strong />}
      </div>
      {facts.withheld
        ? <p class="hint">{t.overview.withheld}</p>
        : <Phrases distinctions={facts.distinguishing.slice(0, 3)} currency={facts.revenue?.currency ?? null} title={t.overview.different} />}
      <CardState persona={persona} run={run} />
    </article>
  )
}
