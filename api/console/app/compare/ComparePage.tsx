import { useCallback } from 'preact/hooks'
import { listEveryPersona } from '../client/personas.ts'
import { pageOfRuns } from '../client/runs.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { go, Link, type Asked } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { Beside } from './Beside.tsx'
import { Pick } from './Pick.tsx'

/** Two personas beside each other, or one in two runs. What is compared stands in the address. */
export function ComparePage({ a, b }: { a: Asked | null; b: Asked | null }) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.compare
  const load = useCallback(async () => {
    const [personas, { data: runs }] = await Promise.all([listEveryPersona(call), pageOfRuns(call)])
    return { personas, runs }
  }, [call])
  const { loaded, reload } = useLoad(load)
  const choose = (next: { a: Asked | null; b: Asked | null }) => go({ view: 'compare', ...next }, { keep: true })
  return (
    <div class="stack-wide">
      <p class="crumbs"><Link to={{ view: 'overview' }}>← {t.app.toOverview}</Link></p>
      <div class="intro">
        <Title>{words.title}</Title>
        <p class="lead screen-only">{words.lead}</p>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ personas, runs }) => (
          <>
            <div class="picks screen-only">
              <Pick legend={words.first} asked={a} personas={personas} runs={runs} onChoose={(next) => choose({ a: next, b })} />
              <p class="swap"><button type="button" onClick={() => choose({ a: b, b: a })}>{words.swap}</button></p>
              <Pick legend={words.second} asked={b} personas={personas} runs={runs} onChoose={(next) => choose({ a, b: next })} />
            </div>
            {a === null || b === null ? <p class="hint">{words.pick}</p>
              : a.id === b.id && a.runId === b.runId ? <p class="hint">{words.same}</p>
              : <Beside key={JSON.stringify([a, b])} a={a} b={b} personas={personas} />}
          </>
        )}
      </WhenLoaded>
    </div>
  )
}
