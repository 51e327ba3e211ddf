import type { PersonaSettings } from '../client/wire.ts'

export const BLOCKS = ['history', 'value', 'place', 'browsing', 'experience'] as const
export type Block = (typeof BLOCKS)[number]

/** The settings as somebody types them: numbers are text, shares percent, lists have a line for each. */
export type Draft = {
  readonly method: PersonaSettings['method']
  readonly scaling: PersonaSettings['scaling']
  readonly fourEyes: boolean
  readonly exclude: readonly string[]
  readonly sensitive: string
  readonly weights: Readonly<Record<Block, string>>
} & Readonly<Record<NumberField, string>>

/** Lowest and highest of each number, as the API has them; `whole` ones have no decimals; `part` ones are typed as percent. */
const NUMBERS = {
  from: { low: 2, high: 40, whole: true }, to: { low: 2, high: 40, whole: true }, components: { low: 2, high: 100, whole: true, empty: true }, leastPeople: { low: 20, high: 100_000, whole: true },
  leastShare: { low: 0, high: 0.2, part: true }, undeterminedBelow: { low: 0, high: 0.9, part: true }, margin: { low: 0, high: 1, part: true }, runs: { low: 1, high: 10, whole: true }, falseAlarms: { low: 0.01, high: 100 },
} as const satisfies Record<string, Rule>
type Rule = { readonly low: number; readonly high: number; readonly whole?: true; readonly part?: true; readonly empty?: true }
export type NumberField = keyof typeof NUMBERS
export type Field = NumberField | Block

const text = (value: number) => String(Number(value.toPrecision(6)))

export function draftOf(settings: PersonaSettings): Draft {
  const { method, scaling, fourEyes, exclude, sensitive, blockWeights, k, hold } = settings
  return {
    method, scaling, fourEyes, exclude, sensitive: sensitive.join('\n'), weights: { history: text(blockWeights.history ?? 1), value: text(blockWeights.value ?? 1), place: text(blockWeights.place ?? 1), browsing: text(blockWeights.browsing ?? 1), experience: text(blockWeights.experience ?? 1) },
    from: text(k.from), to: text(k.to), components: settings.components === null ? '' : text(settings.components), leastPeople: text(settings.leastPeople), leastShare: text(settings.leastShare * 100),
    undeterminedBelow: text(settings.undeterminedBelow * 100), margin: text(hold.margin * 100), runs: text(hold.runs), falseAlarms: text(settings.falseAlarmsPerYear),
  }
}

/** The lines of a text that say something. */
export const linesOf = (lines: string): string[] => lines.split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** A number with point or comma within its bounds; null where it is none. */
function read(typed: string, { low, high, whole, part }: Rule): number | null {
  const value = Number(typed.trim().replace(',', '.')) / (part === true ? 100 : 1)
  if (typed.trim() === '' || !Number.isFinite(value) || value < low || value > high || (whole === true && !Number.isInteger(value))) return null
  return Number(value.toPrecision(12))
}

/** The settings a draft stands for, or the fields that can't be read. */
export function readDraft(draft: Draft): { settings: PersonaSettings } | { wrong: readonly Field[] } {
  const number = (field: NumberField) => read(draft[field], NUMBERS[field])
  const fields = Object.keys(NUMBERS) as NumberField[]
  const wrong: Field[] = fields.filter((field) => number(field) === null && !(field === 'components' && draft.components.trim() === ''))
  const [from, to] = [number('from'), number('to')]
  if (from !== null && to !== null && from > to) wrong.push('to')
  const weights = BLOCKS.map((block) => [block, read(draft.weights[block], { low: 0, high: 10 })] as const)
  wrong.push(...weights.filter(([, weight]) => weight === null).map(([block]) => block))
  if (wrong.length > 0) return { wrong }
  const sure = (field: NumberField) => number(field) ?? 0
  return {
    settings: {
      method: draft.method, scaling: draft.scaling, fourEyes: draft.fourEyes, exclude: draft.exclude, sensitive: linesOf(draft.sensitive), k: { from: sure('from'), to: sure('to') }, components: number('components'),
      // What weighs 1 is not named: so do groups of features that are yet to come.
      blockWeights: Object.fromEntries(weights.filter(([, weight]) => weight !== 1)), leastPeople: sure('leastPeople'), leastShare: sure('leastShare'), undeterminedBelow: sure('undeterminedBelow'),
      hold: { margin: sure('margin'), runs: sure('runs') }, falseAlarmsPerYear: sure('falseAlarms'),
    },
  }
}

/** What differs, to be sent alone: others may have changed the rest meanwhile. */
export function changedOf(before: PersonaSettings, after: PersonaSettings): Partial<PersonaSettings> {
  const names = Object.keys(after) as (keyof PersonaSettings)[]
  return Object.fromEntries(names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => [name, after[name]]))
}
