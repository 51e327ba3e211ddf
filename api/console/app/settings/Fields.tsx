import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

type FieldProps = { label: string; value: string; wrong: boolean; hint?: string; onType: (text: string) => void }

/** A number with its hint. */
export function NumberField({ label, value, wrong, hint, onType }: FieldProps) {
  const id = useId()
  return (
    <div class="field narrow">
      <label for={id}>{label}</label>
      <input id={id} inputMode="decimal" value={value} aria-invalid={wrong ? 'true' : undefined} aria-describedby={hint === undefined ? undefined : `${id}-hint`} onInput={(event) => onType(event.currentTarget.value)} />
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}

/** A list with a line for each. */
export function LinesField({ label, value, hint, onType }: Omit<FieldProps, 'wrong'>) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={3} value={value} aria-describedby={`${id}-hint`} onInput={(event) => onType(event.currentTarget.value)} />
      <p class="hint" id={`${id}-hint`}>{hint}</p>
    </div>
  )
}

/** Fields that belong together. */
export function FieldGroup({ legend, hint, children }: { legend: string; hint?: string; children: ComponentChildren }) {
  return <fieldset class="fields"><legend>{legend}</legend>{children}{hint !== undefined && <p class="hint">{hint}</p>}</fieldset>
}

type OneOfProps<T extends string> = { legend: string; options: readonly T[]; value: T; text: (option: T) => ComponentChildren; onChoose: (option: T) => void }

/** One of a few, with room for what each means. */
export function OneOf<T extends string>({ legend, options, value, text, onChoose }: OneOfProps<T>) {
  const name = useId()
  return (
    <FieldGroup legend={legend}>
      {options.map((option) => <label key={option} class="check"><input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} /><span>{text(option)}</span></label>)}
    </FieldGroup>
  )
}
