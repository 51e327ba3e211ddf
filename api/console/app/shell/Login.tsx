import { useState, useRef } from 'preact/hooks'
import { CallError, caller } from '../client/call.ts'
import { listPersonas } from '../client/personas.ts'
import { useSession } from '../client/session.tsx'
import type { Text } from '../i18n/en.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Mark } from './Mark.tsx'
import { Preferences } from './Preferences.tsx'
import { Title } from './Title.tsx'

function words(error: unknown, t: Text): string {
  if (!(error instanceof CallError) || error.status === 0) return t.app.unreachable
  if (error.status === 401) return t.login.wrong
  if (error.status === 403) return t.login.scope
  return error.message
}

/** Asks for a key and lets in whoever brings one that may read personas. */
export function Login() {
  const { t } = useLocale()
  const { logIn, ended } = useSession()
  const [key, setKey] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const message = refused ?? (ended ? t.app.sessionEnded : null)

  const refuse = (text: string) => {
    setRefused(text)
    setBusy(false)
    input.current?.focus()
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const text = key.trim()
    if (text === '') return refuse(t.login.empty)
    if (text.startsWith('pk_')) return refuse(t.login.publishable)
    // What a header can't carry can't be a key.
    if (!/^[!-~]+$/.test(text)) return refuse(t.login.wrong)
    setBusy(true)
    setRefused(null)
    try {
      await listPersonas(caller(text))
      logIn(text)
    } catch (error) {
      refuse(words(error, t))
    }
  }
  return (
    <div class="login-page">
      <header class="login-top"><span class="brand"><Mark /><span>Lotse</span></span><Preferences /></header>
      <main class="login" id="content">
        <Title text={t.login.submit}>{t.login.title}</Title>
        <p class="lead">{t.login.lead}</p>
        <form class="panel stack" onSubmit={(event) => { void submit(event) }} noValidate>
          <div class="field">
            <label for="key">{t.login.key}</label>
            <input id="key" ref={input} {...(shown ? { type: 'text' as const } : { type: 'password' as const })} value={key} onInput={(event) => setKey(event.currentTarget.value)} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby="key-hint key-error" aria-invalid={message === null ? undefined : "true"} />
            <p class="hint" id="key-hint">{t.login.hint}</p>
            <label class="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />{t.login.show}</label>
          </div>
          <p class="error" id="key-error" role="alert">{message}</p>
          <button type="submit" class="primary" disabled={busy}>{busy ? t.login.busy : t.login.submit}</button>
        </form>
        <p class="hint">{t.login.create}<br /><code>npx lotse keys create --scopes personas:read,personas:write</code></p>
      </main>
    </div>
  )
}
