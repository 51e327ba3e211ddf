import type { Language } from './locale.tsx'

/** Numbers, money and dates as a reader of the language writes them. */
export type Format = ReturnType<typeof createFormat>

const LOCALE: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

export function createFormat(language: Language) {
  const locale = LOCALE[language]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const fixed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const finePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const rare = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 })
  const change = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const list = new Intl.ListFormat(locale)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const country = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })

  /** value in units of currency (ISO 4217); without one a plain number. Cents only where they matter. */
  const money = (value: number, currency: string | null) => {
    const digits = Math.abs(value) >= 100 ? 0 : 2
    return new Intl.NumberFormat(locale, { ...(currency === null ? {} : { style: 'currency' as const, currency }), minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
  }
  return {
    locale,
    whole: (value: number) => whole.format(value),
    /** People are told in tens, rounded down, as the API does. */
    people: (value: number) => whole.format(Math.floor(value / 10) * 10),
    decimal: (value: number) => (Math.abs(value) >= 100 ? whole.format(value) : decimal.format(value)),
    fixed: (value: number) => fixed.format(value),
    signed: (value: number) => signed.format(value),
    /** A share, 0–1. Below one tenth with a decimal, because there it matters. */
    percent: (share: number) => (Math.abs(share) < 0.1 ? finePercent : percent).format(share),
    /** A share that may be tiny, with two digits that say something. */
    rare: (share: number) => rare.format(share),
    /** A share more (+) or less (−). */
    change: (share: number) => change.format(share),
    /** One, two and three. */
    list: (texts: readonly string[]) => list.format(texts),
    money,
    /** How many times as much: with a decimal while that is worth reading. */
    times: (factor: number) => (factor >= 10 ? whole : oneDecimal).format(factor),
    /** The first letter large, as a line of its own begins. */
    sentence: (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
    date: (iso: string) => date.format(new Date(iso)),
    time: (iso: string) => time.format(new Date(iso)),
    /** The country's name for an ISO 3166 code; anything else as it is. */
    country: (code: string) => (/^[A-Z]{2}$/.test(code) ? country.of(code) ?? code : code),
    hour: (hour: number) => new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, 0, 1, hour))),
    /** A value of a feature in its unit. */
    unit: (value: number, unit: string, currency: string | null) => {
      if (unit === 'share' || unit === 'yes/no') return (Math.abs(value) < 0.1 ? finePercent : percent).format(value)
      if (unit === 'money') return money(value, currency)
      return `${Math.abs(value) >= 100 ? whole.format(value) : decimal.format(value)}${unit === 'km' ? ' km' : ''}`
    },
  }
}
