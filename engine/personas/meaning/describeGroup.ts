import type { Distinction, Words } from './facts.ts'

const TOLD = 4

/** What the group has more and less of than everybody else, with both figures, in a sentence each. */
export function describeGroup(distinctions: readonly Distinction[]): Words {
  const list = (direction: Distinction['direction'], language: 'de' | 'en') => distinctions.filter((each) => each.direction === direction).slice(0, TOLD)
    .map((each) => `${each.label[language]} (${figure(each.mean, each.unit, language)} ${language === 'de' ? 'gegen' : 'against'} ${figure(each.rest, each.unit, language)})`).join(', ')
  const say = (language: 'de' | 'en', more: string, less: string, nothing: string) => {
    const sentences = [sentence(more, list('more', language)), sentence(less, list('less', language))].filter((text) => text !== '')
    return sentences.length === 0 ? nothing : sentences.join(' ')
  }
  return {
    en: say('en', 'More than others', 'Less than others', 'Nothing sets this group apart from the others clearly.'),
    de: say('de', 'Mehr als andere', 'Weniger als andere', 'Nichts hebt diese Gruppe deutlich von den anderen ab.'),
  }
}

function sentence(start: string, list: string): string {
  return list === '' ? '' : `${start}: ${list}.`
}

const LOCALES = { de: 'de-DE', en: 'en-GB' }

/** A figure as people read it: shares in per cent, the others with as many digits as they deserve. */
export function figure(value: number, unit: string, language: 'de' | 'en'): string {
  const locale = LOCALES[language]
  if (unit === 'share' || unit === 'yes/no') return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0 }).format(value)
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
  if (unit === 'km') return `${number} km`
  if (unit === 'hours') return `${number} ${language === 'de' ? 'Stunden' : 'hours'}`
  if (unit === 'days') return `${number} ${language === 'de' ? 'Tage' : 'days'}`
  return number
}
