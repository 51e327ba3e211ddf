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
  readonly returns: number
  readonly loyalty: number
  readonly login: number
  readonly mailOpen: number
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
    share: 0.17, departments: buys(0.42, 0.33, 0.03, 0.03, 0.07, 0.01, 0.02, 0.05, 0.03, 0.01), styles: likes(0.05, 0.35, 0.05, 0.05, 0.38, 0.1, 0.02), tier: 0.5,
    classes: classes(0.12, 0.2, 0.34, 0.34), countries: countries(0.8, 0.12, 0.08), regions: { Niedersachsen: 3, 'Schleswig-Holstein': 3, 'Mecklenburg-Vorpommern': 3, Brandenburg: 3 },
    channels: { web: 0.66, app: 0.06, store: 0.26, phone: 0.02 }, devices: { mobile: 0.22, desktop: 0.66, tablet: 0.12 },
    peaks: [[9, 1.6, 0.6], [17, 1.8, 0.4]], weekend: 0.44, visitsPerMonth: 0.35, depth: 2.7, search: 0.3, list: 0.5, cart: 0.36, checkout: 0.72, complete: 0.84,
    coupon: 0.08, review: 0.4, rating: 4.5, survey: 0.3, nps: 8.7, complaint: 0.03, contact: 0.07, returns: 0.05, loyalty: 0.55, login: 0.5, mailOpen: 0.5,
    consent: { full: 0.88, email: 0.65, precise: 0.52, none: 0.04 },
  },
  nester: {
    share: 0.17, departments: buys(0.02, 0.12, 0.06, 0.4, 0.02, 0.05, 0.02, 0.18, 0.03, 0.1), styles: likes(0.34, 0.03, 0.12, 0.17, 0.06, 0.02, 0.26), tier: 0.55,
    classes: classes(0.68, 0.24, 0.06, 0.02), countries: countries(0.72, 0.15, 0.13), regions: { Berlin: 2.5, Hamburg: 2, Wien: 2, Zürich: 2, Sachsen: 0.7 },
    channels: { web: 0.4, app: 0.54, store: 0.05, phone: 0.01 }, devices: { mobile: 0.76, desktop: 0.18, tablet: 0.06 },
    peaks: [[21.5, 1.5, 0.75], [13, 1.5, 0.25]], weekend: 0.3, visitsPerMonth: 0.40, depth: 3.4, search: 0.24, list: 0.42, cart: 0.27, checkout: 0.58, complete: 0.72,
    coupon: 0.18, review: 0.26, rating: 3.9, survey: 0.2, nps: 7.3, complaint: 0.06, contact: 0.1, returns: 0.34, loyalty: 0.18, login: 0.62, mailOpen: 0.3,
    consent: { full: 0.84, email: 0.53, precise: 0.54, none: 0.02 },
  },
  renovator: {
    share: 0.15, departments: buys(0.06, 0.01, 0.01, 0.03, 0.52, 0.24, 0.01, 0.09, 0.02, 0.01), styles: likes(0.04, 0.05, 0.42, 0.3, 0.06, 0.12, 0.01), tier: 0.66,
    classes: classes(0.22, 0.38, 0.28, 0.12), countries: countries(0.86, 0.1, 0.04), regions: { 'Nordrhein-Westfalen': 2.2, Hessen: 2.2, 'Rheinland-Pfalz': 2.4, Saarland: 2 },
    channels: { web: 0.44, app: 0.08, store: 0.44, phone: 0.04 }, devices: { mobile: 0.4, desktop: 0.54, tablet: 0.06 },
    peaks: [[6.8, 1, 0.55], [19.5, 1.4, 0.45]], weekend: 0.24, visitsPerMonth: 0.37, depth: 1.9, search: 0.66, list: 0.14, cart: 0.42, checkout: 0.8, complete: 0.88,
    coupon: 0.06, review: 0.22, rating: 3.6, survey: 0.22, nps: 6.6, complaint: 0.13, contact: 0.22, returns: 0.1, loyalty: 0.6, login: 0.55, mailOpen: 0.26,
    consent: { full: 0.8, email: 0.49, precise: 0.38, none: 0.05 },
  },
  family: {
    share: 0.16, departments: buys(0.06, 0.02, 0.07, 0.05, 0.02, 0.03, 0.46, 0.02, 0.17, 0.1), styles: likes(0.32, 0.12, 0.02, 0.22, 0.26, 0.02, 0.04), tier: 0.36,
    classes: classes(0.26, 0.46, 0.22, 0.06), countries: countries(0.78, 0.12, 0.1), regions: { 'Baden-Württemberg': 2.4, Hessen: 1.5, Niedersachsen: 1.4, Oberösterreich: 2 },
    channels: { web: 0.56, app: 0.26, store: 0.16, phone: 0.02 }, devices: { mobile: 0.4, desktop: 0.12, tablet: 0.48 },
    peaks: [[20.3, 1, 0.6], [10, 1.4, 0.4]], weekend: 0.28, visitsPerMonth: 0.39, depth: 2.4, search: 0.38, list: 0.3, cart: 0.42, checkout: 0.7, complete: 0.8,
    coupon: 0.26, review: 0.3, rating: 4.2, survey: 0.24, nps: 8, complaint: 0.05, contact: 0.13, returns: 0.22, loyalty: 0.42, login: 0.6, mailOpen: 0.42,
    consent: { full: 0.86, email: 0.63, precise: 0.48, none: 0.03 },
  },
  cook: {
    share: 0.12, departments: buys(0.1, 0.07, 0.64, 0.05, 0.01, 0.01, 0.01, 0.02, 0.08, 0.01), styles: likes(0.1, 0.14, 0.2, 0.24, 0.06, 0.25, 0.01), tier: 0.8,
    classes: classes(0.42, 0.36, 0.16, 0.06), countries: countries(0.36, 0.36, 0.28), regions: { Bayern: 3, 'Baden-Württemberg': 2 },
    channels: { web: 0.74, app: 0.12, store: 0.12, phone: 0.02 }, devices: { mobile: 0.28, desktop: 0.62, tablet: 0.1 },
    peaks: [[18, 1.5, 0.6], [12, 1.2, 0.4]], weekend: 0.46, visitsPerMonth: 0.35, depth: 2.9, search: 0.46, list: 0.26, cart: 0.34, checkout: 0.74, complete: 0.86,
    coupon: 0.05, review: 0.46, rating: 4.6, survey: 0.28, nps: 9, complaint: 0.03, contact: 0.08, returns: 0.08, loyalty: 0.34, login: 0.58, mailOpen: 0.54,
    consent: { full: 0.90, email: 0.69, precise: 0.54, none: 0.02 },
  },
  bargain: {
    share: 0.13, departments: buys(0.11, 0.09, 0.13, 0.15, 0.06, 0.09, 0.06, 0.1, 0.13, 0.08), styles: likes(0.18, 0.12, 0.12, 0.2, 0.14, 0.12, 0.12), tier: 0.08,
    classes: classes(0.36, 0.44, 0.14, 0.06), countries: countries(0.94, 0.05, 0.01), regions: { Sachsen: 2.6, 'Sachsen-Anhalt': 3, Thüringen: 3, 'Nordrhein-Westfalen': 1.3 },
    channels: { web: 0.34, app: 0.58, store: 0.07, phone: 0.01 }, devices: { mobile: 0.8, desktop: 0.16, tablet: 0.04 },
    peaks: [[12.3, 1.4, 0.5], [22.5, 1, 0.5]], weekend: 0.32, visitsPerMonth: 0.48, depth: 2.7, search: 0.2, list: 0.62, cart: 0.34, checkout: 0.5, complete: 0.66,
    coupon: 0.78, review: 0.16, rating: 2.9, survey: 0.2, nps: 5.4, complaint: 0.17, contact: 0.2, returns: 0.26, loyalty: 0.24, login: 0.66, mailOpen: 0.6,
    consent: { full: 0.92, email: 0.71, precise: 0.50, none: 0.02 },
  },
  regular: {
    share: 0.1, departments: buys(0.06, 0.04, 0.06, 0.06, 0.02, 0.2, 0.01, 0.08, 0.2, 0.27), styles: likes(0.02, 0.3, 0.01, 0.05, 0.12, 0.48, 0.02), tier: 0.5,
    classes: classes(0.1, 0.24, 0.36, 0.3), countries: countries(0.74, 0.18, 0.08), regions: { Bayern: 2, Steiermark: 3, Tirol: 2.5, 'Schleswig-Holstein': 1.6 },
    channels: { web: 0.24, app: 0.01, store: 0.58, phone: 0.17 }, devices: { mobile: 0.08, desktop: 0.66, tablet: 0.26 },
    peaks: [[10.2, 1.1, 0.75], [15, 1.2, 0.25]], weekend: 0.08, visitsPerMonth: 0.45, depth: 1.8, search: 0.22, list: 0.4, cart: 0.46, checkout: 0.8, complete: 0.86,
    coupon: 0.16, review: 0.14, rating: 4.4, survey: 0.4, nps: 8.8, complaint: 0.04, contact: 0.3, returns: 0.06, loyalty: 0.88, login: 0.4, mailOpen: 0.56,
    consent: { full: 0.76, email: 0.53, precise: 0.28, none: 0.09 },
  },
}

export const personaKeys = Object.keys(personas) as readonly PersonaKey[]
