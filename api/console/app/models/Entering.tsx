import { useCallback, useState } from 'preact/hooks'
import { CallError } from '../client/call.ts'
import { changeSettings, readSettings } from '../client/models.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { ModelSettings } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure, WhenLoaded } from '../shell/States.tsx'
import { percentOf } from './percent.ts'

/** Whether a new model is published at once or tried first, and the form to change it. */
export function Entering() {
  const call = useCall()
  const { t } = useLocale()
  const { loaded, reload, replace } = useLoad(useCallback(() => readSettings(call), [call]))
  return (
    <section class="panel stack" aria-labelledby="entering-title">
      <h2 id="entering-title">{t.models.entering.title}</h2>
      <WhenLoaded loaded={loaded} onRetry={reload}>{(settings) => <Share settings={settings} onSaved={replace} />}</WhenLoaded>
    </section>
  )
}

function Share({ settings: { canaryShare }, onSaved }: { settings: ModelSettings; onSaved: (next: ModelSettings) => void }) {
  const call = useCall()
  const { t, format } = useLocale()
  const words = t.models.entering
  const [percent, setPercent] = useState(String(Math.round(canaryShare * 100)))
  const [error, setError] = useState<CallError | 'invalid' | null>(null)
  const [saved, setSaved] = useState(false)
  const save = async (event: Event) => {
    event.preventDefault()
    setSaved(false)
    const share = percentOf(percent, 0)
    if (share === null) return setError('invalid')
    try {
      onSaved(await changeSettings(call, { canaryShare: share }))
      setError(null)
      setSaved(true)
    } catch (refused) {
      if (!(refused instanceof CallError)) throw refused
      setError(refused)
    }
  }
  return (
    <form class="stack" onSubmit={(event) => { void save(event) }} noValidate>
      <p>{canaryShare === 0 ? words.atOnce : words.tried(format.percent(canaryShare))}</p>
      <div class="field narrow">
        <label for="entering-share">{words.share}</label>
        <input id="entering-share" inputMode="numeric" value={percent} aria-describedby="entering-hint" aria-invalid={error === 'invalid' ? 'true' : undefined} onInput={(event) => setPercent(event.currentTarget.value)} />
        <p class="hint" id="entering-hint">{words.hint}</p>
      </div>
      {error === 'invalid' ? <p class="error" role="alert">{words.invalid}</p> : error !== null && <Failure error={error} />}
      <p class="actions"><button type="submit">{words.save}</button></p>
      <p class="done" role="status">{saved ? words.saved : ''}</p>
    </form>
  )
}
