import { useRef } from 'preact/hooks'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Checks } from '../persona/Checks.tsx'
import { descriptionOf, nameOf } from '../persona/shown.ts'
import { StatusPill } from '../persona/StatusPill.tsx'
import { Steps } from '../persona/Steps.tsx'
import { Link } from '../router.tsx'

/** In the order in which they want somebody. */
const WAITING = ['in_review', 'approved', 'draft'] as const

type QueueProps = { personas: readonly Persona[]; hues: ReadonlyMap<string, number>; onChange: () => Promise<void> }

/** Personas on their way into use, with their checks and what may be done. */
export function Queue({ personas, hues, onChange }: QueueProps) {
  const { t } = useLocale()
  const waiting = WAITING.map((status) => ({ status, list: personas.filter((persona) => persona.status === status) })).filter(({ list }) => list.length > 0)
  if (waiting.length === 0) return <section class="panel stack" aria-labelledby="queue-title"><h2 id="queue-title">{t.review.queue.in_review}</h2><p class="hint">{t.review.queue.none}</p></section>
  return (
    <>
      {waiting.map(({ status, list }) => (
        <section key={status} class="stack" aria-labelledby={`queue-${status}-title`}>
          <h2 id={`queue-${status}-title`} tabIndex={-1}>{t.review.queue[status]} ({list.length})</h2>
          <ul class="queue">{list.map((persona) => <li key={persona.id}><Card persona={persona} hue={hues.get(persona.id) ?? 1} onChange={onChange} /></li>)}</ul>
        </section>
      ))}
    </>
  )
}

function Card({ persona, hue, onChange }: { persona: Persona; hue: number; onChange: () => Promise<void> }) {
  const { t, language, format } = useLocale()
  const words = t.review.queue
  const heading = useRef<HTMLHeadingElement>(null)
  const { facts } = persona
  return (
    <article class={`panel queued hue-${hue}`}>
      <div class="stack">
        <p class="pills"><StatusPill status={persona.status} /></p>
        <h3 ref={heading} tabIndex={-1}><span class="dot" aria-hidden="true" /> <Link to={{ view: 'persona', id: persona.id }}>{nameOf(persona, language)}</Link></h3>
        <p class="hint">{format.whole(facts.size)} {words.customers} ({format.percent(facts.share)}){facts.revenue !== null && `, ${format.percent(facts.revenue.share)} ${words.ofRevenue}`}</p>
        <p class="card-text">{descriptionOf(persona, language)}</p>
        <Steps persona={persona} heading={heading} onChange={() => { void onChange() }} />
      </div>
      <Checks checks={persona.checks} />
    </article>
  )
}
