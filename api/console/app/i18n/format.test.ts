import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'

const [en, de] = [createFormat('en'), createFormat('de')]
/** Intl puts no-break spaces between figure and sign. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('formats', () => {
  it('write shares as the language does, with a decimal where a point matters', () => {
    expect([en.percent(0.241), plain(de.percent(0.241)), en.percent(0.0834), en.percent(0)]).toEqual(['24%', '24 %', '8.3%', '0%'])
  })
  it('write money in the currency of the data, cents only below 100', () => {
    expect([en.money(231.5, 'EUR'), plain(de.money(18.2, 'EUR')), en.money(0, 'GBP'), plain(de.money(12.5, null))]).toEqual(['€232', '18,20 €', '£0.00', '12,50'])
  })
  it('write a feature in its unit', () => {
    expect([en.unit(0.41, 'share', 'EUR'), en.unit(4.13, 'km', null), en.unit(0, 'count', null), plain(de.unit(84.2, 'money', 'CHF'))]).toEqual(['41%', '4.13 km', '0', '84,20 CHF'])
  })
  it('name countries by their code and leave other places alone', () => {
    expect([de.country('AT'), en.country('AT'), en.country('Bayern')]).toEqual(['Österreich', 'Austria', 'Bayern'])
  })
})
