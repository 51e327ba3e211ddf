import { useState } from 'preact/hooks'
import { useCall } from '../client/session.tsx'
import { changePersonaSettings } from '../client/sets.ts'
import type { PersonaSettings } from '../client/wire.ts'
import { useLocale } from '../i18n/locale.tsx'
import type { Feature } from '../persona/labels.ts'
import { Section } from '../shell/Section.tsx'
import { Failure } from '../shell/States.tsx'
import { useSend } from '../shell/useSend.ts'
import { BLOCKS, changedOf, draftOf, readDraft, type Draft, type Field } from './draft.ts'
import { LeftOut } from './LeftOut.tsx'
import { FieldGroup, LinesField, NumberField, OneOf } from './Fields.tsx'

const METHODS = ['kmeans', 'mixture', 'nmf'] as const
const SCALINGS = ['robust', 'quantile'] as const

type SettingsFormProps = { settings: PersonaSettings; features: readonly Feature[]; onSaved: (next: PersonaSettings) => void }

/** All settings in one form; what was changed is sent alone. */
export function SettingsForm({ settings, features, onSaved }: SettingsFormProps) {
  const call = useCall()
  const { t } = useLocale()
  const words = t.settings
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings))
  const [wrong, setWrong] = useState<readonly Field[]>([])
  const [said, setSaid] = useState('')
  const { busy, error, send } = useSend()
  const put = (part: Partial<Draft>) => { setDraft({ ...draft, ...part }); setSaid('') }
  const names: Readonly<Record<Field, string>> = {
    from: `${words.k}: ${words.from}`, to: `${words.k}: ${words.to}`, components: words.components, leastPeople: words.least, leastShare: words.leastShare, undeterminedBelow: words.undetermined, margin: words.margin, runs: words.runs, falseAlarms: words.falseAlarms,
    history: t.aboutPersona.all.groups.history, value: t.aboutPersona.all.groups.value, place: t.aboutPersona.all.groups.place, browsing: t.aboutPersona.all.groups.browsing, experience: t.aboutPersona.all.groups.experience,
  }
  const number = (field: Exclude<Field, keyof Draft['weights']>, label: string, hint?: string) => <NumberField label={label} hint={hint} value={draft[field]} wrong={wrong.includes(field)} onType={(text) => put({ [field]: text })} />

  const save = async (event: Event) => {
    event.preventDefault()
    const read = readDraft(draft)
    setWrong('wrong' in read ? read.wrong : [])
    setSaid('')
    if ('wrong' in read) return
    const wish = changedOf(settings, read.settings)
    if (Object.keys(wish).length === 0) return setSaid(words.unchanged)
    await send(async () => {
      onSaved(await changePersonaSettings(call, wish))
      setSaid(words.saved)
    })
  }
  return (
    <form class="stack-wide settings" aria-label={words.title} onSubmit={(event) => { void save(event) }} noValidate>
      <Section id="finding" title={words.finding}>
        <OneOf legend={words.method} options={METHODS} value={draft.method} onChoose={(method) => put({ method })} text={(method) => <><strong>{words.methods[method][0]}</strong> <span class="hint">{words.methods[method][1]}</span></>} />
        <FieldGroup legend={words.k} hint={words.kHint}><div class="side-by-side">{number('from', words.from)}{number('to', words.to)}</div></FieldGroup>
        <OneOf legend={words.scaling} options={SCALINGS} value={draft.scaling} onChoose={(scaling) => put({ scaling })} text={(scaling) => words.scalings[scaling]} />
        <div class="side-by-side">{number('components', words.components, words.componentsHint)}{number('leastPeople', words.least, words.leastHint)}{number('leastShare', words.leastShare, words.leastShareHint)}</div>
      </Section>
      <Section id="columns" title={words.columns}>
        <FieldGroup legend={words.weights} hint={words.weightsHint}>
          <div class="side-by-side">{BLOCKS.map((block) => <NumberField key={block} label={names[block]} value={draft.weights[block]} wrong={wrong.includes(block)} onType={(text) => put({ weights: { ...draft.weights, [block]: text } })} />)}</div>
        </FieldGroup>
        <LeftOut exclude={draft.exclude} features={features} onChange={(exclude) => put({ exclude })} />
        <LinesField label={words.sensitive} hint={words.sensitiveHint} value={draft.sensitive} onType={(sensitive) => put({ sensitive })} />
      </Section>
      <Section id="must" title={words.life}>
        <label class="check"><input type="checkbox" checked={draft.fourEyes} onChange={(event) => put({ fourEyes: event.currentTarget.checked })} /><span><strong>{words.fourEyes}</strong> <span class="hint">{words.fourEyesHelp}</span></span></label>
        {number('undeterminedBelow', words.undetermined, words.undeterminedHint)}
        <FieldGroup legend={words.hold} hint={words.holdHint}><div class="side-by-side">{number('margin', words.margin)}{number('runs', words.runs)}</div></FieldGroup>
      </Section>
      <Section id="alarms" title={words.alarms}>{number('falseAlarms', words.falseAlarms, words.falseAlarmsHint)}</Section>
      {wrong.length > 0 ? <p class="error" role="alert">{wrong.map((field) => words.invalid(names[field])).join(' ')}</p> : error !== null && <Failure error={error} />}
      <p class="actions"><button type="submit" class="primary" disabled={busy}>{words.save}</button></p>
      <p class="done" role="status">{said}</p>
    </form>
  )
}
