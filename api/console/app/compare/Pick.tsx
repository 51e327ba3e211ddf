import { useId } from 'preact/hooks'
import type { Persona, PersonaRun } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import { nameOf } from '../persona/shown.ts'
import type { Asked } from '../router.tsx'

type PickProps = { legend: string; asked: Asked | null; personas: readonly Persona[]; runs: readonly PersonaRun[]; onChoose: (next: Asked | null) => void }

/** Chooses a persona and, where one wants an earlier picture of it, a run that found it. */
export function Pick({ legend, asked, personas, runs, onChoose }: PickProps) {
  const { t, language, format } = useLocale()
  const words = t.compare
  const id = useId()
  const persona = personas.find((one) => one.id === asked?.id)
  const found = new Set(persona?.lineage.flatMap((entry) => ('runId' in entry && entry.kind !== 'lost' ? [entry.runId] : [])))
  const foundBy = runs.filter((run) => found.has(run.id) || run.id === persona?.runId)
  return (
    <fieldset class="fields panel">
      <legend>{legend}</legend>
      <div class="field">
        <label for={`${id}-persona`}>{words.persona}</label>
        <select id={`${id}-persona`} value={asked?.id ?? ''} onChange={(event) => onChoose(event.currentTarget.value === '' ? null : { id: event.currentTarget.value, runId: null })}>
          <option value="">{words.choose}</option>
          {personas.map((one) => <option key={one.id} value={one.id}>{nameOf(one, language)}{one.status === 'retired' && ` (${t.status.retired})`}</option>)}
        </select>
      </div>
      {asked !== null && (
        <div class="field">
          <label for={`${id}-run`}>{words.asFound}</label>
          <select id={`${id}-run`} value={asked.runId ?? ''} onChange={(event) => onChoose({ id: asked.id, runId: event.currentTarget.value === '' ? null : event.currentTarget.value })}>
            <option value="">{words.lastRun}</option>
            {foundBy.map((run) => <option key={run.id} value={run.id}>{words.run(format.date(run.asOf))}</option>)}
          </select>
        </div>
      )}
    </fieldset>
  )
}
