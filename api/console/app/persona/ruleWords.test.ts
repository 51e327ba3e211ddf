import { describe, expect, it } from 'vitest'
import { de } from '../i18n/de.ts'
import { en } from '../i18n/en.ts'
import { createFormat } from '../i18n/format.ts'
import { conditionWords } from './ruleWords.ts'

const inEnglish = { t: en, language: 'en', format: createFormat('en') } as const
const inGerman = { t: de, language: 'de', format: createFormat('de') } as const
const visits = { column: 'visits', label: { de: 'Besuche im Monat', en: 'visits a month' }, unit: 'count', orUnknown: false }
const berlin = { column: 'region:Berlin', label: { de: 'wohnt in Berlin', en: 'lives in Berlin' }, unit: 'yes/no', orUnknown: false }

describe('a condition in words', () => {
  it('has a figure to be above, below or between, in its unit', () => {
    expect(conditionWords({ ...visits, above: 3, below: null }, null, inEnglish)).toBe('Visits a month: more than 3')
    expect(conditionWords({ ...visits, above: null, below: 3.5 }, null, inGerman)).toBe('Besuche im Monat: höchstens 3,5')
    expect(conditionWords({ ...visits, unit: 'money', above: 10, below: 200 }, 'EUR', inEnglish)).toBe('Visits a month: more than €10.00, at most €200')
  })
  it('says where not knowing is as good', () => {
    expect(conditionWords({ ...visits, above: 3, below: null, orUnknown: true }, null, inGerman)).toBe('Besuche im Monat: mehr als 3 (oder nicht bekannt)')
  })
  it('is the feature itself, or its opposite, where there is only yes and no', () => {
    expect(conditionWords({ ...berlin, above: 0.5, below: null }, null, inGerman)).toBe('Wohnt in Berlin')
    expect(conditionWords({ ...berlin, above: null, below: 0.5 }, null, inEnglish)).toBe('not: lives in Berlin')
  })
})
