import { useRef, useState } from 'preact/hooks'
import { useCall } from '../client/session.tsx'
import { adoptRun, rollBack } from '../client/sets.ts'
import type { Persona, PersonaRun, PersonaSet } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { Ask } from '../shell/Ask.tsx'
import { RollbackForm } from './RollbackForm.tsx'
import { SetRow } from './SetRow.tsx'

type SetsProps = { sets: readonly PersonaSet[]; personas: readonly Persona[]; /** The last one. */ run: PersonaRun | null; onChange: () => Promise<void> }

/** Sets that are listed before one asks for the earlier. */
const SHOWN = 8

/** What decisions, segments and exports go by, what they went by before, and the way back. */
export function Sets({ sets, personas, run, onChange }: SetsProps) {
  const call = useCall()
  const { t, format } = useLocale()
  const words = t.review.sets
  const [asking, setAsking] = useState<number | 'adopt' | null>(null)
  const [done, setDone] = useState(false)
  const [all, setAll] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = () => {
    setAsking(null)
    heading.current?.focus()
  }
  const finish = async () => {
    await onChange()
    setDone(true)
    close()
  }
  const current = sets.at(0)
  const behind = current !== undefined && current.entries.length > 0 && run !== null && current.runId !== run.id
  return (
    <section class="panel stack" aria-labelledby="sets-title">
      <h2 id="sets-title" ref={heading} tabIndex={-1}>{words.title}</h2>
      {current === undefined ? <p class="hint">{words.none}</p> : <p class="hint">{words.lead}</p>}
      {behind && (
        <div class="behind stack">
          <p>{words.adoptLead(format.date(run.asOf))}</p>
          {asking === 'adopt'
            ? <Ask label={words.adopt} least={1} onCancel={close} send={async (reason = '') => { await adoptRun(call, run.id, reason); await finish() }}><p>{words.adoptHelp}</p></Ask>
            : <p class="actions"><button type="button" onClick={() => { setAsking('adopt'); setDone(false) }}>{words.adopt}</button></p>}
        </div>
      )}
      <ol class="sets">
        {sets.slice(0, all ? undefined : SHOWN).map((set, i) => (
          <SetRow key={set.seq} set={set} before={sets.at(i + 1) ?? null} personas={personas} current={i === 0}>
            {i > 0 && (asking === set.seq
              ? <RollbackForm set={set} personas={personas} onCancel={close} send={async (reason) => { await rollBack(call, set.seq, reason); await finish() }} />
              : <button type="button" aria-label={words.rollbackLong(format.time(set.createdAt))} onClick={() => { setAsking(set.seq); setDone(false) }}>{words.rollback}</button>)}
          </SetRow>
        ))}
      </ol>
      {!all && sets.length > SHOWN && <p class="actions"><button type="button" onClick={() => setAll(true)}>{words.earlier(sets.length - SHOWN)}</button></p>}
      <p class="done" role="status">{done ? words.done : ''}</p>
    </section>
  )
}
