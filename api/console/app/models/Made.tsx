import { Table } from '../charts/Table.tsx'
import type { Model } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Section } from '../shell/Section.tsx'
import { trialsOf } from './trialsOf.ts'

/** What somebody needs who wants to make it again, and the card to take away. */
export function Made({ model }: { model: Model }) {
  const { t, format } = useLocale()
  const words = t.models.made
  const { details, settings } = model
  const trials = trialsOf(settings)
  return (
    <Section id="made" title={words.title}>
      <dl class="about">
        <div><dt>{words.seed}</dt><dd>{details.seed ?? t.app.unknown}</dd></div>
        <div><dt>{words.bytes}</dt><dd>{details.bytes === null ? t.app.unknown : format.whole(details.bytes)}</dd></div>
        <div><dt>{words.engine}</dt><dd>{details.engine ?? t.app.unknown}</dd></div>
        <div><dt>{words.node}</dt><dd>{details.node ?? t.app.unknown}</dd></div>
        <div><dt>{words.run}</dt><dd><code>{details.runId}</code></dd></div>
        <div><dt>{words.sha256}</dt><dd><code>{details.sha256}</code></dd></div>
      </dl>
      {trials.length > 0 && (
        <details class="figures">
          <summary>{words.why}</summary>
          <Table caption={words.trials} head={[words.part, words.question, words.answer, 'NDCG@20']}
            rows={trials.map((trial, i) => ({ key: String(i), marked: trial.kept, cells: [<>{trial.part}{trial.kept && <> <span class="pill pill-published">{words.kept}</span></>}</>, trial.question, trial.answer, trial.value.toFixed(4)] }))} />
        </details>
      )}
      <details class="figures">
        <summary>{words.settings}</summary>
        <pre class="json" tabIndex={0} role="group" aria-label={words.settings}>{JSON.stringify(settings, null, 2)}</pre>
      </details>
      <p><button type="button" onClick={() => download(model)}>{words.download}</button></p>
    </Section>
  )
}

/** What this key may do is no part of the card. */
function download(model: Model): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ ...model, steps: undefined }, null, 2)], { type: 'application/json' }))
  link.download = `model-card-${model.version}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
