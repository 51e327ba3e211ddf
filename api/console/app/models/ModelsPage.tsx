import { useCallback } from 'preact/hooks'
import { Table } from '../charts/Table.tsx'
import { listModels } from '../client/models.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Link } from '../router.tsx'
import { Empty, WhenLoaded } from '../shell/States.tsx'
import { Title } from '../shell/Title.tsx'
import { Entering } from './Entering.tsx'
import { ModelStatus } from './ModelStatus.tsx'

/** Every model that was trained. */
export function ModelsPage() {
  const call = useCall()
  const { t, format } = useLocale()
  const { loaded, reload } = useLoad(useCallback(() => listModels(call), [call]))
  const { models } = t
  return (
    <div class="stack-wide">
      <div class="intro">
        <Title>{models.title}</Title>
        <p class="lead">{models.lead}</p>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(rows) => rows.length === 0 ? <Empty title={models.empty} help={models.emptyHelp} command="npx lotse run recommender" /> : (
          <>
            <div class="panel">
              <Table caption={models.title} head={[models.model, models.asOf, models.people, models.gate, models.published]}
                rows={rows.map((model) => ({
                  key: model.id, marked: model.status === 'published',
                  cells: [
                    <><Link to={{ view: 'model', id: model.id }}>{model.version}</Link><ModelStatus model={model} /></>,
                    model.windowTo === null ? t.app.unknown : format.date(model.windowTo), model.people === null ? t.app.unknown : models.peopleOf(format.whole(model.people)),
                    model.gate.passed ? models.passed : models.failed, model.publishedAt === null ? models.never : format.time(model.publishedAt),
                  ],
                }))} />
            </div>
            <Entering />
          </>
        )}
      </WhenLoaded>
    </div>
  )
}
