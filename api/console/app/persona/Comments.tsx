import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import { addComment, deleteComment, listComments } from '../client/notes.ts'
import { useCall } from '../client/session.tsx'
import { useLoad } from '../client/useLoad.ts'
import type { Comment } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Failure, WhenLoaded } from '../shell/States.tsx'
import { useSend } from '../shell/useSend.ts'
import { actorWords } from './actorWords.ts'
import { Section } from '../shell/Section.tsx'

const LONGEST = 4000

/** What people say about a persona, oldest first, and a form to say something. */
export function Comments({ id }: { id: string }) {
  const call = useCall()
  const { t } = useLocale()
  const { loaded, reload, replace } = useLoad(useCallback(() => listComments(call, id), [call, id]))
  const [gone, setGone] = useState(false)
  const deleted = (left: readonly Comment[]) => {
    replace([...left])
    setGone(true)
    // The button that was pressed is gone with its comment.
    document.querySelector<HTMLElement>('#comments textarea')?.focus()
  }
  return (
    <Section id="comments" title={t.aboutPersona.comments.title}>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(comments) => (
          <>
            {comments.length === 0 ? <p class="hint">{t.aboutPersona.comments.none}</p>
              : <ol class="comments">{comments.map((comment) => <Said key={comment.id} comment={comment} onDeleted={deleted} />)}</ol>}
            <p class="done" role="status">{gone ? t.aboutPersona.comments.gone : ''}</p>
            <Say id={id} onSaid={(comment) => { replace([...comments, comment]); setGone(false) }} />
          </>
        )}
      </WhenLoaded>
    </Section>
  )
}

/** One comment, and the way to take it back: somebody may have written what should not stand there. */
function Said({ comment, onDeleted }: { comment: Comment; onDeleted: (left: readonly Comment[]) => void }) {
  const call = useCall()
  const { t, format } = useLocale()
  const words = t.aboutPersona.comments
  const [asking, setAsking] = useState(false)
  const { busy, error, send } = useSend()
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => { if (asking) keep.current?.focus() }, [asking])
  const remove = () => send(async () => onDeleted(await deleteComment(call, comment.personaId, comment.id)))
  return (
    <li>
      <p class="comment-by"><strong>{actorWords(comment.by, t)}</strong> <time dateTime={comment.at}>{format.time(comment.at)}</time></p>
      <p class="comment-text">{comment.text}</p>
      {asking
        ? <p class="actions" role="group" aria-label={words.sure}><span>{words.sure}</span> <button type="button" class="danger" disabled={busy} onClick={() => { void remove() }}>{words.yes}</button><button type="button" ref={keep} onClick={() => setAsking(false)}>{words.no}</button></p>
        : <p class="actions"><button type="button" class="quiet small" aria-label={words.removeLong(comment.text)} onClick={() => setAsking(true)}>{words.remove}</button></p>}
      {error !== null && <Failure error={error} />}
    </li>
  )
}

function Say({ id, onSaid }: { id: string; onSaid: (comment: Comment) => void }) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.aboutPersona.comments
  const field = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [empty, setEmpty] = useState(false)
  const [sent, setSent] = useState(false)
  const { busy, error, send } = useSend()
  const submit = async (event: Event) => {
    event.preventDefault()
    setSent(false)
    setEmpty(text.trim() === '')
    if (text.trim() === '') return area.current?.focus()
    if (!await send(async () => onSaid(await addComment(call, id, text.trim())))) return
    setText('')
    setSent(true)
    area.current?.focus()
  }
  return (
    <form class="stack" aria-label={words.send} onSubmit={(event) => { void submit(event) }} noValidate>
      <div class="field">
        <label for={field}>{words.label}</label>
        <textarea id={field} ref={area} rows={3} maxLength={LONGEST} value={text} aria-describedby={`${field}-hint`} aria-invalid={empty ? 'true' : undefined} onInput={(event) => setText(event.currentTarget.value)} />
        <p class="hint" id={`${field}-hint`}>{words.hint}</p>
      </div>
      {empty ? <p class="error" role="alert">{words.empty}</p> : error !== null && <Failure error={error} />}
      <p class="actions"><button type="submit" disabled={busy}>{words.send}</button></p>
      <p class="done" role="status">{sent ? words.sent : ''}</p>
    </form>
  )
}
