import { useCallback, useMemo } from 'preact/hooks'
import { comparePersonas } from '../client/personas.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Comparison, Persona } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { huesOf, nameOf } from '../persona/shown.ts'
import type { Asked } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { FeaturesBeside } from './FeaturesBeside.tsx'
import { FiguresBeside } from './FiguresBeside.tsx'

/** One of the two: its name as it has to be told apart from the other, and its colour (1…12). */
export type Side = { readonly name: string; readonly hue: number; readonly persona: Persona | undefined }

/** The comparison, as soon as it is there. */
export function Beside({ a, b, personas }: { a: Asked; b: Asked; personas: readonly Persona[] }) {
  const call = useCall()
  const { loaded, reload } = useLoad(useCallback(() => comparePersonas(call, a, b), [call, a.id, a.runId, b.id, b.runId]))
  return <WhenLoaded loaded={loaded} onRetry={reload}>{(comparison) => <Compared comparison={comparison} personas={personas} />}</WhenLoaded>
}

/** The second picture of the same persona has the grey of what one compares with. */
const OTHER_PICTURE = 11

function Compared({ comparison, personas }: { comparison: Comparison; personas: readonly Persona[] }) {
  const { t, language, format } = useLocale()
  const [a, b] = useMemo(() => {
    const hues = huesOf(personas)
    const samePersona = comparison.a.id === comparison.b.id
    return [comparison.a, comparison.b].map((side, i): Side => {
      const persona = personas.find((one) => one.id === side.id)
      const name = persona === undefined ? t.lineage.other : nameOf(persona, language)
      return { name: samePersona ? t.compare.from(name, format.date(side.asOf)) : name, hue: samePersona && i === 1 ? OTHER_PICTURE : hues.get(side.id) ?? 1, persona }
    })
  }, [comparison, personas, language, format, t])
  // Figures are kept of the last run only.
  const latest = [comparison.a, comparison.b].every((side) => personas.find((one) => one.id === side.id)?.runId === side.runId)
  return (
    <>
      <p class="sides"><span class={`hue-${a.hue}`}><span class="dot" aria-hidden="true" /> {a.name}</span><span class={`hue-${b.hue}`}><span class="dot" aria-hidden="true" /> {b.name}</span></p>
      {latest && a.persona !== undefined && b.persona !== undefined && <FiguresBeside a={{ ...a, persona: a.persona }} b={{ ...b, persona: b.persona }} />}
      <FeaturesBeside comparison={comparison} a={a} b={b} />
    </>
  )
}
