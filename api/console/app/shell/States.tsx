import type { ComponentChildren } from 'preact'
import type { CallError } from '../client/call.ts'
import type { Loaded } from '../client/useLoad.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Title } from './Title.tsx'

/** What went wrong, in the reader's words where we have them, else in the API's. */
export function Failure({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const { t } = useLocale()
  const known = error.status === 0 ? t.app.unreachable : t.problems[error.code]
  return (
    <div class="panel failure" role="alert">
      {known === undefined ? <p lang="en">{error.message}</p> : <p>{known}</p>}
      {known === undefined && error.errors.length > 0 && <ul lang="en">{error.errors.map((one) => <li key={one.path}><code>{one.path}</code>: {one.message}</li>)}</ul>}
      {onRetry !== undefined && <button type="button" onClick={onRetry}>{t.app.retry}</button>}
    </div>
  )
}

/** Nothing there, and how something comes to be. */
export function Empty({ title, help, command }: { title: string; help?: string; command?: string }) {
  return (
    <div class="panel empty">
      <p class="empty-title">{title}</p>
      {help !== undefined && <p>{help}</p>}
      {command !== undefined && <p><code>{command}</code></p>}
    </div>
  )
}

/** Loading, failed, or the children with what was loaded. title: the heading over a failure, where the view's own comes with what was loaded. */
export function WhenLoaded<T>({ loaded, onRetry, title, children }: { loaded: Loaded<T>; onRetry: () => void; title?: string; children: (value: T) => ComponentChildren }) {
  const { t } = useLocale()
  switch (loaded.state) {
    case 'loading': return <p class="loading" role="status">{t.app.loading}</p>
    case 'failed': return <div class="stack">{title !== undefined && <Title>{title}</Title>}<Failure error={loaded.error} onRetry={onRetry} /></div>
    case 'ready': return <>{children(loaded.value)}</>
  }
}
