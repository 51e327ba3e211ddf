import { useCallback } from 'preact/hooks'
import { listEveryPersona } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Facts, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { About } from './About.tsx'
import { AllFeatures } from './AllFeatures.tsx'
import { Apart } from './Apart.tsx'
import { Buying } from './Buying.tsx'
import { Checks } from './Checks.tsx'
import { Comments } from './Comments.tsx'
import { Contents } from './Contents.tsx'
import { Experience } from './Experience.tsx'
import { Glance } from './Glance.tsx'
import { Head } from './Head.tsx'
import { Journey } from './Journey.tsx'
import { Offers } from './Offers.tsx'
import { Outcomes } from './Outcomes.tsx'
import { Places } from './Places.tsx'
import { Rules } from './Rules.tsx'
import { Section } from '../shell/Section.tsx'
import { Shopping } from './Shopping.tsx'
import { huesOf, namesOf } from './shown.ts'
import { Sure } from './Sure.tsx'
import { Typical } from './Typical.tsx'

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
        const put = (changed: readonly Persona[]) => replace([...personas.filter((one) => changed.every((next) => next.id !== one.id)), ...changed])
        return (
          <div class={`stack-wide persona hue-${hue}`}>
            <p class="crumbs"><Link to={{ view: 'overview' }}>← {t.app.toOverview}</Link></p>
            <Head persona={persona} others={personas.filter((one) => one.id !== id && one.status !== 'retired')} onChange={(next) => put([next])} onSplit={(kept, cut) => put([kept, cut])} />
            <Glance facts={persona.facts} />
            <Contents />
            {persona.facts.withheld ? <p class="panel">{t.overview.withheld}</p> : <Sections id={id} facts={persona.facts} hue={hue} />}
            {persona.checks.length > 0 && <Section id="checks" title={t.aboutPersona.checks.title}><Checks checks={persona.checks} /></Section>}
            <About persona={persona} names={namesOf(personas, language)} />
            <Comments id={id} />
          </div>
        )
      }}
    </WhenLoaded>
  )
}

/** In the order in which one gets to know somebody: what comes of them, what is particular, how they live and buy, what to do, how sure it is. */
function Sections({ id, facts, hue }: { id: string; facts: Facts; hue: number }) {
  return (
    <>
      <Outcomes facts={facts} />
      <Apart facts={facts} />
      <Rules facts={facts} />
      <Typical facts={facts} />
      <Journey facts={facts} hue={hue} />
      <Places facts={facts} hue={hue} />
      <Shopping facts={facts} hue={hue} />
      <Buying facts={facts} hue={hue} />
      <Offers id={id} />
      <Experience facts={facts} />
      <AllFeatures facts={facts} />
      <Sure facts={facts} />
    </>
  )
}
