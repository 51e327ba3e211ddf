import type { PersonaSettings } from '../client/wire.ts'
import type { Locale } from '../i18n/locale.tsx'

/** Every setting with its value in words. */
export function settingWords(settings: PersonaSettings, { t, format }: Pick<Locale, 't' | 'format'>): (readonly [name: string, value: string])[] {
  const words = t.settings
  const list = (texts: readonly string[]) => (texts.length === 0 ? words.none : texts.join(', '))
  const { k, hold } = settings
  const weights = Object.entries(settings.blockWeights).filter(([, weight]) => weight !== undefined && weight !== 1).map(([group, weight]) => `${t.aboutPersona.all.groups[group] ?? group}: ${format.decimal(weight)}`)
  return [
    [words.method, words.methods[settings.method][0]], [words.k, k.from === k.to ? String(k.from) : `${k.from}–${k.to}`], [words.scaling, words.scalings[settings.scaling]],
    [words.components, settings.components === null ? words.every : String(settings.components)], [words.weights, weights.length === 0 ? words.alike : weights.join(', ')], [words.exclude, list(settings.exclude)], [words.sensitive, list(settings.sensitive)],
    [words.least, format.whole(settings.leastPeople)], [words.leastShare, format.percent(settings.leastShare)], [words.undetermined, format.percent(settings.undeterminedBelow)], [words.hold, words.holdSaid(format.percent(hold.margin), hold.runs)],
    [words.fourEyes, settings.fourEyes ? t.app.yes : t.app.no], [words.falseAlarms, format.decimal(settings.falseAlarmsPerYear)],
  ]
}
