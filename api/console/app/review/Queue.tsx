import { useRef, useState } from 'preact/hooks'
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

const headingOf = (id: string) => `queued-${id}`

/** Personas on their way into use, with their checks and what may be done. */
export function Queue({ personas, hues, onChange }: QueueProps) {
  const { t, language } = useLocale()
  const [said, setSaid] = useState('')
  const waiting = WAITING.map((status) => ({ status, list: personas.filter((persona) => persona.status === status) })).filter(({ list }) => list.length > 0)
  const moved = async (next: Persona) => {
    await onChange()
    setSaid(`${nameOf(next, language)}: ${t.status[next.status]}`)
    // Its card is in another list now, or in none; there when the page is drawn again.
    requestAnimationFrame(() => (document.getElementById(headingOf(next.id)) ?? document.querySelector('h1'))?.focus())
  }
  return (
    <>
      {waiting.length === 0 && <section class="panel stack" aria-labelledby="queue-title"><h2 id="queue-title">{t.review.queue.in_review}</h2><p class="hint">{t.review.queue.none}</p></section>}
      {waiting.map(({ status, list }) => (
        <section key={status} class="stack" aria-labelledby={`queue-${status}-title`}>
          <h2 id={`queue-${status}-title`}>{t.review.queue[status]} ({list.length})</h2>
          <ul class="queue">{list.map((persona) => <li key={persona.id}><Card persona={persona} hue={hues.get(persona.id) ?? 1} onMoved={moved} /></li>)}</ul>
        </section>
      ))}
      <p class="unseen" role="status">{said}</p>
    </>
  )
}

function Card({ persona, hue, onMoved }: { persona: Persona; hue: number; onMoved: (next: Persona) => Promise<void> }) {
  const { t, language, format } = useLocale()
  const words = t.review.queue
  const heading = useRef<HTMLHeadingElement>(null)
  const { facts } = persona
  return (
    <article class={`panel queued hue-${hue}`}>
      <div class="stack">
        <p class="pills"><StatusPill status={persona.status} /></p>
        <h3 ref={heading} id={headingOf(persona.id)} tabIndex={-1}><span class="dot" aria-hidden="true" /> <Link to={{ view: 'persona', id: persona.id }}>{nameOf(persona, language)}</Link></h3>
        <p class="hint">{format.whole(facts.size)} {words.customers} ({format.percent(facts.share)}){facts.revenue !== null && `, ${format.percent(facts.revenue.share)} ${words.ofRevenue}`}</p>
        <p class="card-text">{descriptionOf(persona, language)}</p>
        <Steps persona={persona} heading={heading} onChange={(next) => { void onMoved(next) }} />
      </div>
      <Checks checks={persona.checks} />
    </article>
  )
}
