import { useCallback } from 'preact/hooks'
import { readModel } from '../client/models.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { Link } from '../router.tsx'
import { WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { Data } from './Data.tsx'
import { Figures } from './Figures.tsx'
import { Made } from './Made.tsx'
import { ModelStatus } from './ModelStatus.tsx'
import { Serving } from './Serving.tsx'
import { Steps } from './Steps.tsx'
import { Use } from './Use.tsx'

/** A model's card, and what may be done with it. */
export function ModelPage({ id }: { id: string }) {
  const call = useCall()
  const { t } = useLocale()
  const { loaded, reload, replace } = useLoad(useCallback(() => readModel(call, id), [call, id]))
  const again = async () => replace(await readModel(call, id))
  return (
    <WhenLoaded loaded={loaded} onRetry={reload} title={t.models.title}>
      {(model) => (
        <div class="stack-wide">
          <p class="crumbs"><Link to={{ view: 'models' }}>← {t.models.all}</Link></p>
          <Head model={model} onChange={again} />
          <Serving model={model} />
          <Figures model={model} />
          <Data model={model} />
          <Use model={model} />
          <Made model={model} />
          <History model={model} />
        </div>
      )}
    </WhenLoaded>
  )
}

function Head({ model, onChange }: { model: Model; onChange: () => Promise<void> }) {
  const { t } = useLocale()
  return (
    <div class="head plain">
      <div class="stack">
        <ModelStatus model={model} />
        <Title>{t.models.one(model.version)}</Title>
        <p class="lead">{t.models.what}</p>
        <p>{t.models.means[model.status]}{!model.readable && ` ${t.models.pruned}`}</p>
        <p><span class={`pill pill-${model.gate.passed ? 'published' : 'rejected'}`}>{t.models.gate}: {model.gate.passed ? t.models.passed : t.models.failed}</span> <span lang="en">{model.gate.reason}</span></p>
      </div>
      <Steps model={model} onChange={onChange} />
    </div>
  )
}

function History({ model: { lineage: { previous, history } } }: { model: Model }) {
  const { t, format } = useLocale()
  const words = t.models.lineage
  return (
    <Section id="history" title={words.title}>
      {previous !== null && <p>{words.previous} <Link to={{ view: 'model', id: previous.id }}>{previous.version}</Link></p>}
      {history.length === 0 ? <p class="hint">{words.none}</p> : (
        <ol class="history">
          {history.toReversed().map((entry, i) => (
            <li key={i}>
              <time dateTime={entry.at}>{format.time(entry.at)}</time>
              <span>{words.actions[entry.action] ?? entry.action}{entry.share !== null && `, ${format.percent(entry.share)}`} {words.by} <code>{entry.actor}</code>{entry.reason !== null && <>: <q>{entry.reason}</q></>}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
