import { useRef } from 'preact/hooks'
import type { Persona, PersonaStatus } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { CheckCount } from './Checks.tsx'
import { Steps } from './Steps.tsx'

const PATH: readonly PersonaStatus[] = ['draft', 'in_review', 'approved', 'published']

/** Where a persona stands between found and used, and what moves it on. */
export function Life({ persona, onChange }: { persona: Persona; onChange: (next: Persona) => void }) {
  const { t, format } = useLocale()
  const heading = useRef<HTMLHeadingElement>(null)
  const { status, inUse } = persona
  const reached = PATH.indexOf(status)
  return (
    <section class="panel life stack" aria-labelledby="life-title">
      <h2 id="life-title" ref={heading} tabIndex={-1}>{t.life.title}</h2>
      {status !== 'retired' && (
        <ol class="path">
          {PATH.map((one, i) => <li key={one} class={i < reached ? 'past' : i === reached ? 'now' : 'ahead'} aria-current={i === reached ? 'step' : undefined}>{t.status[one]}</li>)}
        </ol>
      )}
      <p>{t.life.means[status]}{inUse !== null && <span class="tile-note">{inUseWords(inUse.effectiveAt, t, format.date)}</span>}</p>
      {status !== 'retired' && <p><CheckCount checks={persona.checks} /></p>}
      <Steps persona={persona} onChange={onChange} heading={heading} />
    </section>
  )
}

function inUseWords(effectiveAt: string, t: ReturnType<typeof useLocale>['t'], date: (iso: string) => string): string {
  const words = t.aboutPersona.use
  return new Date(effectiveAt) > new Date() ? words.from(date(effectiveAt)) : words.since(date(effectiveAt))
}
