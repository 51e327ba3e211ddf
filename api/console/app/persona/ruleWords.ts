import type { Facts } from '../client/wire.ts'
import type { Text } from '../i18n/en.ts'
import type { Format } from '../i18n/format.ts'
import type { Language } from '../i18n/locale.tsx'

export type Rule = NonNullable<Facts['rules']>['rules'][number]
type Condition = Rule['conditions'][number]

type Tongue = { readonly t: Text; readonly language: Language; readonly format: Format }

/** A condition as one says it: "Visits a month: more than 3"; of yes or no the feature alone, or its opposite. */
export function conditionWords(condition: Condition, currency: string | null, tongue: Tongue): string {
  const said = plainly(condition, currency, tongue)
  return condition.orUnknown ? `${said} (${tongue.t.aboutPersona.rules.orUnknown})` : said
}

function plainly({ label, unit, above, below }: Condition, currency: string | null, { t, language, format }: Tongue): string {
  const words = t.aboutPersona.rules
  const name = format.sentence(label[language])
  if (unit === 'yes/no') return above !== null ? name : words.not(label[language])
  const figure = (value: number) => format.unit(value, unit, currency)
  if (above !== null && below !== null) return `${name}: ${words.between(figure(above), figure(below))}`
  if (above !== null) return `${name}: ${words.more(figure(above))}`
  return below === null ? name : `${name}: ${words.most(figure(below))}`
}
