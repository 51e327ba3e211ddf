import { day } from './clock.ts'

/** Offers and slots the shop starts with, in the shape of PUT /v1/offers/{id} and PUT /v1/slots/{slot}. */
export type ShopOffer = {
  readonly id: string
  readonly title: string
  readonly kind: 'incentive' | 'content'
  readonly code?: string
  /** What the customer saves: a share of the basket in percent, euros, or the postage. */
  readonly benefit?: { readonly type: 'percent' | 'amount'; readonly amount: number } | { readonly type: 'free_shipping' }
  /** Expected cost of one redemption and the most to spend, in euros. */
  readonly cost: number
  readonly budget: number
  readonly currency: 'EUR'
  readonly validFrom: Date
  readonly validUntil: Date
  readonly eligibility: { readonly categories?: readonly string[]; readonly countries?: readonly string[]; readonly minBasket?: number; readonly loyaltyOnly?: boolean; readonly newCustomersOnly?: boolean }
  readonly content?: { readonly headline: string; readonly body: string; readonly link: string }
}
export type ShopSlot = { readonly slot: string; readonly title: string; readonly kind: 'items' | 'offers' | 'content'; readonly count: number; readonly page: string }

export const slots: readonly ShopSlot[] = [
  { slot: 'home_hero', title: 'Startseite, große Fläche', kind: 'offers', count: 1, page: 'home' },
  { slot: 'home_row', title: 'Startseite, Für Sie', kind: 'items', count: 8, page: 'home' },
  { slot: 'product_similar', title: 'Artikelseite, passt dazu', kind: 'items', count: 6, page: 'product' },
  { slot: 'category_top', title: 'Kategorie, Kopf', kind: 'items', count: 4, page: 'category' },
  { slot: 'cart_side', title: 'Warenkorb, Randspalte', kind: 'items', count: 4, page: 'cart' },
  { slot: 'cart_offer', title: 'Warenkorb, Vorteil', kind: 'offers', count: 1, page: 'cart' },
  { slot: 'newsletter_row', title: 'Newsletter, Artikelreihe', kind: 'items', count: 6, page: 'newsletter' },
  { slot: 'magazine_teaser', title: 'Ratgeber-Anreißer', kind: 'content', count: 2, page: 'home' },
]

export function shopOffers(start: number, until: number): readonly ShopOffer[] {
  const always = { validFrom: new Date(start), validUntil: new Date(until + 180 * day), currency: 'EUR' as const }
  const recent = { validFrom: new Date(until - 45 * day), validUntil: new Date(until + 60 * day), currency: 'EUR' as const }
  return [
    { ...always, id: 'off-welcome', title: '10 % zum Kennenlernen', kind: 'incentive', code: 'HALLO10', benefit: { type: 'percent', amount: 10 }, cost: 6, budget: 20_000, eligibility: { newCustomersOnly: true, minBasket: 30 } },
    { ...always, id: 'off-shipping', title: 'Versand geschenkt', kind: 'incentive', code: 'FREI', benefit: { type: 'free_shipping' }, cost: 4.95, budget: 15_000, eligibility: { minBasket: 25 } },
    { ...always, id: 'off-five', title: '5 € ab 30 €', kind: 'incentive', code: 'FUENF', benefit: { type: 'amount', amount: 5 }, cost: 5, budget: 30_000, eligibility: { minBasket: 30 } },
    { ...always, id: 'off-saver', title: '15 % auf den Korb', kind: 'incentive', code: 'SPAR15', benefit: { type: 'percent', amount: 15 }, cost: 9, budget: 25_000, eligibility: { minBasket: 10 } },
    { ...always, id: 'off-household', title: '20 % auf Haushalt', kind: 'incentive', code: 'HAUS20', benefit: { type: 'percent', amount: 20 }, cost: 6, budget: 9_000, eligibility: { categories: ['Haushalt'] } },
    { ...always, id: 'off-kids', title: '12 % auf Kinderzimmer', kind: 'incentive', code: 'KLEIN12', benefit: { type: 'percent', amount: 12 }, cost: 7, budget: 9_000, eligibility: { categories: ['Kinder'] } },
    { ...recent, id: 'off-garden', title: 'Gartenwoche: 15 %', kind: 'incentive', code: 'GRUEN15', benefit: { type: 'percent', amount: 15 }, cost: 11, budget: 12_000, eligibility: { categories: ['Garten', 'Balkon'] } },
    { ...recent, id: 'off-loyal', title: 'Treuebonus 10 €', kind: 'incentive', code: 'TREUE10', benefit: { type: 'amount', amount: 10 }, cost: 10, budget: 8_000, eligibility: { loyaltyOnly: true, minBasket: 60 } },
    { ...recent, id: 'off-swiss', title: 'Zollfrei in die Schweiz', kind: 'incentive', benefit: { type: 'free_shipping' }, cost: 8, budget: 4_000, eligibility: { countries: ['CH'], minBasket: 60 } },
    { ...recent, id: 'con-knives', title: 'Messer schärfen', kind: 'content', cost: 0, budget: 0, eligibility: { categories: ['Küche'] }, content: { headline: 'Scharf in fünf Minuten', body: 'Welcher Stein zu welcher Klinge passt.', link: '/ratgeber/messer' } },
    { ...recent, id: 'con-balcony', title: 'Balkon im Winter', kind: 'content', cost: 0, budget: 0, eligibility: { categories: ['Balkon', 'Garten'] }, content: { headline: 'Kübel winterfest machen', body: 'Vlies, Füße, Standort: so überstehen Pflanzen den Frost.', link: '/ratgeber/balkon' } },
    { ...recent, id: 'con-bath', title: 'Bad erneuern', kind: 'content', cost: 0, budget: 0, eligibility: { categories: ['Bad', 'Werkzeug'] }, content: { headline: 'Armatur selbst tauschen', body: 'Werkzeug, Reihenfolge, Fallen.', link: '/ratgeber/bad' } },
    { ...recent, id: 'con-sleep', title: 'Besser schlafen', kind: 'content', cost: 0, budget: 0, eligibility: { categories: ['Schlafen'] }, content: { headline: 'Welche Decke für welche Nacht', body: 'Wärmeklassen verständlich erklärt.', link: '/ratgeber/schlafen' } },
  ]
}
