type ChoicesProps<T extends string> = { label: string; name: string; options: readonly T[]; value: T; text: (option: T) => string; long?: (option: T) => string; onChoose: (option: T) => void }

/** A few buttons of which one is pressed. `long` is what a screen reader says instead of the text. */
export function Choices<T extends string>({ label, name, options, value, text, long, onChoose }: ChoicesProps<T>) {
  return (
    <div class="choices" role="group" aria-label={label} data-choice={name}>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === value} aria-label={long?.(option)} lang={name === 'language' ? option : undefined} onClick={() => onChoose(option)}>{text(option)}</button>
      ))}
    </div>
  )
}
