import { describeGroup, figure } from './describeGroup.ts'
import type { Kpi, NamedShare, PersonaFacts, Words } from './facts.ts'

type Language = 'de' | 'en'
type Sentence = (facts: PersonaFacts, language: Language) => string | null

/**
 * A paragraph about a group in plain words, from its facts alone: the same facts, the same words. Each sentence stands only where its
 * figures are known, and names what the figure is compared with.
 */
export function tellGroup(facts: PersonaFacts): Words {
  const difference = describeGroup(facts.distinguishing)
  const tell = (language: Language) => [opening(facts, language), difference[language], ...SENTENCES.map((say) => say(facts, language))].filter((text) => text !== null).join(' ')
  return { de: tell('de'), en: tell('en') }
}

const percent = (share: number, language: Language) => figure(share, 'share', language)

const opening: Sentence = ({ share, revenue }, language) => {
  const customers = percent(share, language)
  if (revenue === null) return language === 'de' ? `${customers} der Kundschaft.` : `${customers} of customers.`
  const money = percent(revenue.share, language)
  return language === 'de' ? `${customers} der Kundschaft, ${money} des Umsatzes der letzten zwölf Monate.` : `${customers} of customers, ${money} of the last twelve months' revenue.`
}

const value: Sentence = ({ kpis, revenue }, language) => {
  const clv = kpis.find((kpi) => kpi.column === 'clv_365d')
  if (clv === undefined) return null
  const currency = revenue?.currency ?? ''
  const money = (amount: number) => `${figure(Math.round(amount), 'money', language)} ${currency}`.trim()
  const against = clv.differs ? '' : language === 'de' ? ' (kein deutlicher Unterschied)' : ' (no clear difference)'
  return language === 'de' ? `Zu erwarten sind im nächsten Jahr ${money(clv.mean)} je Person, bei den übrigen ${money(clv.rest)}${against}.` : `Expected over the next year: ${money(clv.mean)} a head, against ${money(clv.rest)} for the others${against}.`
}

const CHANNELS: Readonly<Record<string, Words>> = {
  web: { de: 'im Netz', en: 'on the web' }, app: { de: 'in der App', en: 'in the app' }, store: { de: 'in der Filiale', en: 'in a store' }, phone: { de: 'am Telefon', en: 'by phone' },
}

/** Half of their days or more: then it is where (or when) they are met. */
const MOSTLY = 0.5
const HOURS_TOLD = 3

const touch: Sentence = ({ channels, hours }, language) => {
  const strongest = channels[0]
  const channel = strongest !== undefined && strongest.share >= MOSTLY ? CHANNELS[strongest.name]?.[language] ?? null : null
  const when = busiest(hours)
  if (channel === null && when === null) return null
  const time = when === null ? null : language === 'de' ? `am meisten zwischen ${when} und ${(when + HOURS_TOLD) % 24} Uhr` : `most between ${when}:00 and ${(when + HOURS_TOLD) % 24}:00`
  const parts = [channel === null || strongest === undefined ? null : `${channel} (${percent(strongest.share, language)})`, time].filter((part) => part !== null).join(', ')
  return language === 'de' ? `Anzutreffen ${parts}.` : `Met ${parts}.`
}

/** First hour of the busiest three in a row; null where the day is flat. */
function busiest(hours: readonly number[]): number | null {
  if (hours.length !== 24) return null
  const sums = hours.map((_, start) => [0, 1, 2].reduce((sum, step) => sum + hours[(start + step) % 24]!, 0))
  const best = sums.reduce((at, sum, start) => (sum > sums[at]! ? start : at), 0)
  return sums[best]! > 2 * HOURS_TOLD / 24 ? best : null
}

const felt: Sentence = ({ kpis }, language) => {
  const said = FELT.flatMap(([column, de, en]) => {
    // A difference may be certain and still too small for a sentence.
    const kpi = kpis.find((each) => each.column === column && each.differs && Math.abs(each.difference) >= WORTH_TELLING * Math.abs(each.rest))
    return kpi === undefined ? [] : [`${language === 'de' ? de : en} ${figure(kpi.mean, kpi.unit, language)} ${language === 'de' ? 'statt' : 'instead of'} ${figure(kpi.rest, kpi.unit, language)}`]
  })
  return said.length === 0 ? null : `${language === 'de' ? 'Erlebt' : 'Experience'}: ${said.join(', ')}.`
}

const WORTH_TELLING = 0.1
const FELT: readonly (readonly [column: Kpi['column'], de: string, en: string])[] = [
  ['nps_mean', 'Weiterempfehlung', 'recommendation'], ['rating_mean', 'Sterne', 'stars'], ['return_rate', 'Zurückgeschicktes', 'returns'],
  ['first_contact_resolution', 'beim ersten Mal gelöst', 'solved at first contact'], ['complaints_per_order', 'Beschwerden je Bestellung', 'complaints per order'],
]

/** The step of a day at which they break off most, beside everybody else. */
const journey: Sentence = ({ journey: { funnel } }, language) => {
  const steps = funnel.slice(1).map((step, i) => ({ step, kept: through(step.share, funnel[i]!.share), rest: through(step.rest, funnel[i]!.rest) }))
  const worst = steps.filter(({ kept, rest }) => kept !== null && rest !== null && kept < rest).sort((a, b) => a.kept! / a.rest! - b.kept! / b.rest!)[0]
  if (worst === undefined || worst.kept! > LEAKS * worst.rest!) return null
  const name = STEPS[worst.step.name]?.[language] ?? worst.step.name
  return language === 'de' ? `Die Reise bricht öfter als bei anderen vor ${name} ab (${percent(worst.kept!, language)} gehen weiter, sonst ${percent(worst.rest!, language)}).`
    : `The journey breaks off before ${name} more often than with others (${percent(worst.kept!, language)} go on, elsewhere ${percent(worst.rest!, language)}).`
}

/** A tenth fewer go on than elsewhere: worth a sentence. */
const LEAKS = 0.9
const STEPS: Readonly<Record<NamedShare['name'], Words>> = {
  carted: { de: 'dem Warenkorb', en: 'the cart' }, checkout: { de: 'der Kasse', en: 'the checkout' }, ordered: { de: 'der Bestellung', en: 'the order' },
}

function through(step: number, before: number): number | null {
  return before > 0 ? step / before : null
}

const certain: Sentence = ({ stability: { jaccard } }, language) => {
  if (jaccard === null) return null
  if (jaccard >= 0.85) return language === 'de' ? 'Die Gruppe kommt verlässlich wieder, wenn man die Menschen neu zieht.' : 'The group comes back reliably when people are drawn anew.'
  if (jaccard >= 0.75) return language === 'de' ? 'Die Gruppe kommt meist wieder, wenn man die Menschen neu zieht.' : 'The group mostly comes back when people are drawn anew.'
  return language === 'de' ? 'Vorsicht: Die Gruppe zerfällt oft, wenn man die Menschen neu zieht.' : 'With care: the group often falls apart when people are drawn anew.'
}

const SENTENCES: readonly Sentence[] = [touch, value, felt, journey, certain]
