import type { PersonaFacts } from '../../../engine/personas/meaning/facts.ts'

export type Seed = { readonly id: string; readonly de: string; readonly en: string; readonly size: number; readonly total: number; readonly lon: number; readonly lat: number; readonly city: string; readonly jaccard: number; readonly kitchen: number }

/** Everybody of a seeded run. */
export const EVERYBODY = 1100
const REVENUE = 165_000

const words = (de: string, en: string) => ({ de, en })

/** Facts with something in every part. */
export function factsOf(seed: Seed): PersonaFacts {
  const felt = { mean: 4.5, rest: 3.9, customers: 120 }
  const kitchen = { column: 'share_kitchen', label: words('Anteil Küche', 'Share of kitchen'), unit: 'share' }
  const price = { column: 'price', label: words('Mittlerer Preis', 'Mean price'), unit: 'money' }
  const clv = { column: 'clv_365d', label: words('Erwarteter Umsatz im Jahr', 'expected revenue a year'), unit: 'money' }
  const told = (column: { column: string; label: PersonaFacts['told'][number]['label']; unit: string }, group: string, window: string, mean: number, rest: number) =>
    ({ ...column, group, window, mean, rest, customers: seed.size, scaled: { mean, deviation: mean / 2 } })
  return {
    size: seed.size, share: seed.size / EVERYBODY, revenue: { total: seed.total, share: seed.total / REVENUE, perCustomer: seed.total / seed.size, currency: 'EUR' },
    orders: { perCustomer: 3.2, perCustomerRest: 2.1 }, recencyDays: 14,
    distinguishing: [
      { ...kitchen, direction: 'more', effect: 1.8, low: 1.6, high: 2, mean: seed.kitchen, rest: 0.07 },
      { ...price, direction: 'more', effect: 0.9, low: 0.7, high: 1.1, mean: 84.2, rest: 41.7 },
      { column: 'returns', label: words('Retouren', 'Returns'), unit: 'share', direction: 'less', effect: -0.4, low: -0.6, high: -0.2, mean: 0.08, rest: 0.19 },
    ],
    places: [{ city: seed.city, country: 'AT', lat: seed.lat, lon: seed.lon, customers: 120 }, { city: 'Köln', country: 'DE', lat: 50.938, lon: 6.96, customers: 80 }],
    regions: [{ name: 'Wien', share: 0.4, rest: 0.1 }], channels: [{ name: 'web', share: 0.8, rest: 0.6 }, { name: 'store', share: 0.2, rest: 0.4 }],
    devices: [{ name: 'desktop', share: 1, rest: 0.5 }], hours: Array.from({ length: 24 }, () => 1 / 24),
    topItems: [{ itemId: 'i1', title: 'Bräter <b>4,5 l</b>', customers: 140, lift: 3.2 }], categories: [{ name: 'Küche', share: seed.kitchen, rest: 0.07, lift: 9.1 }],
    experience: { rating: felt, nps: null, contactsPerOrder: felt, complaintsPerOrder: null, returnRate: { mean: 0.08, rest: 0.19, customers: 300 } },
    text: { de: { name: seed.de, description: `${seed.de}: kochen gern.` }, en: { name: seed.en, description: `${seed.en}: like to cook.` } },
    stability: { jaccard: seed.jaccard }, withheld: false, certainty: { margin: 0.7, narrow: 0.1 },
    kpis: [
      { ...clv, mean: 240, rest: 200, difference: 40, low: 20, high: 60, customers: 250, differs: true },
      { column: 'return_rate', label: words('Zurückgeschicktes', 'returns'), unit: 'share', mean: 0.1, rest: 0.1, difference: 0, low: -0.02, high: 0.02, customers: 250, differs: false },
    ],
    told: [told(kitchen, 'history', 'all', seed.kitchen, 0.07), told(price, 'history', '365 d', 84.2, 41.7), told(clv, 'value', 'next 365 d', 240, 200)],
    rules: { rules: [{ conditions: [{ ...kitchen, above: 0.3, below: null, orUnknown: false }, { ...price, above: 50, below: 200, orUnknown: false }], precision: 0.84, recall: 0.61 }], precision: 0.84, recall: 0.61, people: 400 },
    exemplar: { values: [{ ...kitchen, value: 0.6 }, { ...price, value: 80 }, { ...clv, value: null }] },
    journey: { funnel: [{ name: 'viewed', share: 1, rest: 1 }, { name: 'carted', share: 0.6, rest: 0.4 }, { name: 'ordered', share: 0.3, rest: 0.2 }], stages: [{ name: 'consideration', share: 0.7, rest: 0.6 }, { name: 'purchase', share: 0.3, rest: 0.4 }] }, coupons: [],
  }
}
