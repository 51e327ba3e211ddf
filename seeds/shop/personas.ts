import type { CityClass, Country } from './cities.ts'
import type { Department } from './families.ts'
import type { Style } from './names.ts'

/**
 * The seven latent kinds of customers the demo shop is drawn from. They are the known answer for the clustering and are never shown to it.
 * They overlap on every single column on purpose; only the columns together tell them apart. Each customer varies around these numbers.
 */
export type PersonaKey = 'gardener' | 'nester' | 'renovator' | 'family' | 'cook' | 'bargain' | 'regular'

export type Persona = {
  /** Share of all customers. */
  readonly share: number
  readonly departments: Readonly<Record<Department, number>>
  readonly styles: Readonly<Record<Style, number>>
  /** Where in a family's price range they like to buy: 0 cheapest, 1 dearest. */
  readonly tier: number
  readonly classes: Readonly<Record<CityClass, number>>
  readonly countries: Readonly<Record<Country, number>>
  /** Regions they are found in more (or less) often than elsewhere. */
  readonly regions: Readonly<Record<string, number>>
  /** Where a visit with a chance to buy happens. */
  readonly channels: { readonly web: number; readonly app: number; readonly store: number; readonly phone: number }
  readonly devices: { readonly mobile: number; readonly desktop: number; readonly tablet: number }
  /** Local hour, standard deviation in hours, weight. */
  readonly peaks: readonly (readonly [hour: number, sd: number, weight: number])[]
  readonly weekend: number
  readonly visitsPerMonth: number
  /** Products looked at per visit. */
  readonly depth: number
  readonly search: number
  readonly list: number
  /** Chance that a look becomes a cart line, that a filled cart goes to the till, that the till visit ends in an order. */
  readonly cart: number
  readonly checkout: number
  readonly complete: number
  readonly coupon: number
  readonly review: number
  readonly rating: number
  readonly survey: number
  readonly nps: number
  readonly complaint: number
  readonly contact: number
  /** Share of contacts after which the same matter needs another one. */
  readonly again: number
  readonly returns: number
  readonly loyalty: number
  readonly login: number
  readonly mailOpen: number
  /** Share of women: see sensitive.ts. */
  readonly women: number
  readonly consent: { readonly full: number; readonly email: number; readonly precise: number; readonly none: number }
}

const mix = <K extends string>(keys: readonly K[], weights: readonly number[]): Record<K, number> => {
  const table = {} as Record<K, number>
  keys.forEach((key, i) => { table[key] = weights[i]! })
  return table
}
const classes = (...weights: number[]) => mix(['metropolis', 'large', 'medium', 'small'], weights)
const countries = (...weights: number[]) => mix(['DE', 'AT', 'CH'], weights)
/** Garten, Balkon, Küche, Wohnen, Werkzeug, Bad, Kinder, Beleuchtung, Haushalt, Schlafen. */
const buys = (...weights: number[]) => mix(['Garten', 'Balkon', 'Küche', 'Wohnen', 'Werkzeug', 'Bad', 'Kinder', 'Beleuchtung', 'Haushalt', 'Schlafen'], weights)
const likes = (...weights: number[]) => mix(['skandinavisch', 'landhaus', 'industrial', 'modern', 'natur', 'klassisch', 'boho'], weights)

export const personas: Readonly<Record<PersonaKey, Persona>> = {
  gardener: {
    share: 0.155, departments: buys(0.46, 0.34, 0.02, 0.03, 0.06, 0.01, 0.01, 0.04, 0.02, 0.01), styles: likes(0.05, 0.35, 0.05, 0.05, 0.38, 0.1, 0.02), tier: 0.5,
    classes: classes(0.05, 0.14, 0.36, 0.45), countries: countries(0.9, 0.06, 0.04), regions: { Niedersachsen: 8, 'Schleswig-Holstein': 10, 'Mecklenburg-Vorpommern': 10, Brandenburg: 8, Hamburg: 4, Bremen: 4 },
    channels: { web: 0.74, app: 0.05, store: 0.19, phone: 0.02 }, devices: { mobile: 0.16, desktop: 0.74, tablet: 0.1 },
    peaks: [[8.8, 1.2, 0.72], [16.2, 1.2, 0.28]], weekend: 0.5, visitsPerMonth: 0.27, depth: 2.69, search: 0.24, list: 0.56, cart: 0.36, checkout: 0.74, complete: 0.86,
    coupon: 0.08, review: 0.6, rating: 4.6, survey: 0.46, nps: 8.9, complaint: 0.03, contact: 0.06, again: 0.12, returns: 0.05, loyalty: 0.55, login: 0.6, mailOpen: 0.52, women: 0.5,
    consent: { full: 0.85, email: 0.61, precise: 0.51, none: 0.04 },
  },
  nester: {
    share: 0.155, departments: buys(0.01, 0.1, 0.05, 0.45, 0.01, 0.03, 0.01, 0.22, 0.02, 0.1), styles: likes(0.34, 0.03, 0.12, 0.17, 0.06, 0.02, 0.26), tier: 0.58,
    classes: classes(0.86, 0.11, 0.02, 0.01), countries: countries(0.74, 0.16, 0.1), regions: { Berlin: 6, Hamburg: 4, Wien: 4, Zürich: 4, Bayern: 2, Sachsen: 0.6 },
    channels: { web: 0.34, app: 0.62, store: 0.03, phone: 0.01 }, devices: { mobile: 0.82, desktop: 0.14, tablet: 0.04 },
    peaks: [[22.6, 1, 0.78], [19.6, 1, 0.22]], weekend: 0.3, visitsPerMonth: 0.29, depth: 3.46, search: 0.2, list: 0.4, cart: 0.25, checkout: 0.6, complete: 0.74,
    coupon: 0.14, review: 0.44, rating: 3.9, survey: 0.36, nps: 7.2, complaint: 0.06, contact: 0.1, again: 0.22, returns: 0.42, loyalty: 0.14, login: 0.66, mailOpen: 0.26, women: 0.5,
    consent: { full: 0.82, email: 0.53, precise: 0.54, none: 0.02 },
  },
  renovator: {
    share: 0.15, departments: buys(0.05, 0.01, 0.01, 0.02, 0.64, 0.16, 0.01, 0.08, 0.01, 0.01), styles: likes(0.04, 0.05, 0.42, 0.3, 0.06, 0.12, 0.01), tier: 0.66,
    classes: classes(0.16, 0.5, 0.28, 0.06), countries: countries(0.95, 0.04, 0.01), regions: { 'Nordrhein-Westfalen': 9, Hessen: 6, 'Rheinland-Pfalz': 8, Saarland: 7 },
    channels: { web: 0.58, app: 0.14, store: 0.25, phone: 0.03 }, devices: { mobile: 0.56, desktop: 0.4, tablet: 0.04 },
    peaks: [[6.6, 0.8, 0.62], [19.4, 1, 0.38]], weekend: 0.2, visitsPerMonth: 0.29, depth: 1.82, search: 0.72, list: 0.1, cart: 0.44, checkout: 0.82, complete: 0.88,
    coupon: 0.05, review: 0.42, rating: 3.4, survey: 0.4, nps: 6.3, complaint: 0.17, contact: 0.26, again: 0.38, returns: 0.08, loyalty: 0.6, login: 0.62, mailOpen: 0.24, women: 0.3,
    consent: { full: 0.79, email: 0.49, precise: 0.38, none: 0.05 },
  },
  family: {
    share: 0.15, departments: buys(0.04, 0.01, 0.05, 0.04, 0.01, 0.02, 0.54, 0.01, 0.19, 0.09), styles: likes(0.32, 0.12, 0.02, 0.22, 0.26, 0.02, 0.04), tier: 0.36,
    classes: classes(0.18, 0.6, 0.18, 0.04), countries: countries(0.86, 0.08, 0.06), regions: { 'Baden-Württemberg': 9, Hessen: 3, Bayern: 3, Oberösterreich: 4 },
    channels: { web: 0.62, app: 0.24, store: 0.12, phone: 0.02 }, devices: { mobile: 0.26, desktop: 0.08, tablet: 0.66 },
    peaks: [[20.2, 0.8, 0.72], [10, 1, 0.28]], weekend: 0.26, visitsPerMonth: 0.29, depth: 2.30, search: 0.4, list: 0.26, cart: 0.44, checkout: 0.72, complete: 0.82,
    coupon: 0.34, review: 0.46, rating: 4.2, survey: 0.4, nps: 8.1, complaint: 0.05, contact: 0.13, again: 0.2, returns: 0.22, loyalty: 0.42, login: 0.66, mailOpen: 0.42, women: 0.5,
    consent: { full: 0.84, email: 0.6, precise: 0.48, none: 0.03 },
  },
  cook: {
    share: 0.13, departments: buys(0.09, 0.05, 0.7, 0.04, 0.01, 0.01, 0.01, 0.01, 0.07, 0.01), styles: likes(0.1, 0.14, 0.2, 0.24, 0.06, 0.25, 0.01), tier: 0.82,
    classes: classes(0.34, 0.4, 0.2, 0.06), countries: countries(0.2, 0.44, 0.36), regions: { Bayern: 8, 'Baden-Württemberg': 4 },
    channels: { web: 0.8, app: 0.08, store: 0.1, phone: 0.02 }, devices: { mobile: 0.22, desktop: 0.7, tablet: 0.08 },
    peaks: [[16.4, 1.1, 0.7], [12.2, 0.9, 0.3]], weekend: 0.46, visitsPerMonth: 0.27, depth: 2.88, search: 0.5, list: 0.22, cart: 0.34, checkout: 0.76, complete: 0.88,
    coupon: 0.04, review: 0.66, rating: 4.7, survey: 0.44, nps: 9.2, complaint: 0.02, contact: 0.07, again: 0.08, returns: 0.07, loyalty: 0.34, login: 0.62, mailOpen: 0.56, women: 0.5,
    consent: { full: 0.88, email: 0.67, precise: 0.54, none: 0.02 },
  },
  bargain: {
    share: 0.13, departments: buys(0.1, 0.09, 0.13, 0.15, 0.06, 0.09, 0.06, 0.09, 0.15, 0.08), styles: likes(0.18, 0.12, 0.12, 0.2, 0.14, 0.12, 0.12), tier: 0.06,
    classes: classes(0.3, 0.58, 0.1, 0.02), countries: countries(0.97, 0.02, 0.01), regions: { Sachsen: 10, 'Sachsen-Anhalt': 9, Thüringen: 9, Brandenburg: 4 },
    channels: { web: 0.32, app: 0.64, store: 0.03, phone: 0.01 }, devices: { mobile: 0.84, desktop: 0.14, tablet: 0.02 },
    peaks: [[12.3, 0.9, 0.8], [22.4, 1, 0.2]], weekend: 0.32, visitsPerMonth: 0.33, depth: 2.78, search: 0.14, list: 0.72, cart: 0.42, checkout: 0.56, complete: 0.72,
    coupon: 0.88, review: 0.4, rating: 2.7, survey: 0.4, nps: 4.8, complaint: 0.18, contact: 0.2, again: 0.45, returns: 0.26, loyalty: 0.24, login: 0.7, mailOpen: 0.66, women: 0.5,
    consent: { full: 0.89, email: 0.69, precise: 0.5, none: 0.02 },
  },
  regular: {
    share: 0.13, departments: buys(0.04, 0.03, 0.04, 0.05, 0.01, 0.17, 0.01, 0.06, 0.2, 0.39), styles: likes(0.02, 0.3, 0.01, 0.05, 0.12, 0.48, 0.02), tier: 0.5,
    classes: classes(0.05, 0.16, 0.34, 0.45), countries: countries(0.66, 0.26, 0.08), regions: { Bayern: 9, Steiermark: 5, Tirol: 5, 'Baden-Württemberg': 3 },
    channels: { web: 0.44, app: 0.01, store: 0.31, phone: 0.24 }, devices: { mobile: 0.06, desktop: 0.62, tablet: 0.32 },
    peaks: [[9.8, 0.8, 0.76], [14.8, 0.9, 0.24]], weekend: 0.06, visitsPerMonth: 0.33, depth: 1.92, search: 0.2, list: 0.4, cart: 0.5, checkout: 0.84, complete: 0.88,
    coupon: 0.14, review: 0.3, rating: 4.4, survey: 0.56, nps: 8.8, complaint: 0.03, contact: 0.5, again: 0.15, returns: 0.05, loyalty: 0.88, login: 0.5, mailOpen: 0.58, women: 0.5,
    consent: { full: 0.76, email: 0.53, precise: 0.3, none: 0.08 },
  },
}

export const personaKeys = Object.keys(personas) as readonly PersonaKey[]
