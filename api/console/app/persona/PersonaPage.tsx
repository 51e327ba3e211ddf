import { useCallback } from 'preact/hooks'
import { listEveryPersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { About } from './About.tsx'
import { Apart } from './Apart.tsx'
import { Buying } from './Buying.tsx'
import { Experience } from './Experience.tsx'
import { Glance } from './Glance.tsx'
import { Head } from './Head.tsx'
import { Places } from './Places.tsx'
import { Shopping } from './Shopping.tsx'
import { huesOf, nameOf } from './shown.ts'

/** All that is known about one persona, and what may be done with it. */
export function PersonaPage({ id }: { id: string }) {
  const call = useCall()
  const { t, language } = useLocale()
  const { loaded, reload, replace } = useLoad(useCallback(() => listEveryPersona(call), [call]))
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.app.personas}>
      {(personas) => {
        const persona = personas.find((one) => one.id === id)
        if (persona === undefined) return <NotFound />
        const hue = huesOf(personas).get(id) ?? 1
        const changed = (next: Persona) => replace(personas.map((one) => (one.id === id ? next : one)))
        return (
          <div class={`stack-wide persona hue-${hue}`}>
            <p class="crumbs"><Link to={{ view: 'overview' }}>← {t.app.toOverview}</Link></p>
            <Head persona={persona} onChange={changed} />
            <Glance facts={persona.facts} />
            {persona.facts.withheld ? <p class="panel">{t.overview.withheld}</p> : <Sections facts={persona.facts} hue={hue} />}
            <About persona={persona} names={new Map(personas.map((one) => [one.id, nameOf(one, language)]))} />
          </div>
        )
      }}
    </WhenLoaded>
  )
}

function Sections({ facts, hue }: { facts: Persona['facts']; hue: number }) {
  return (
    <>
      <Apart facts={facts} />
      <Places facts={facts} hue={hue} />
      <Shopping facts={facts} hue={hue} />
      <Buying facts={facts} hue={hue} />
      <Experience facts={facts} />
    </>
  )
}
