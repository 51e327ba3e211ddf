import type { PersonaId } from '../ids.ts'
import type { PersonaFacts } from '../personas/meaning/facts.ts'
import { getPersona } from '../personas/reading/readPersonas.ts'
import type { Store } from '../store/connect.ts'
import { couponOf } from '../catalogue/offer.ts'
import type { Shelf } from './shelf.ts'

/** What to offer a persona: items by the recommender in use, and incentives by who took them. */
export type PersonaOffers = {
  /** Null where the recommender in use does not know the persona. Share of its purchases against everybody's; lift is their ratio. */
  readonly recommender: { readonly version: string; readonly items: readonly { readonly itemId: string; readonly title: string; readonly share: number; readonly rest: number; readonly lift: number | null }[] } | null
  /** Orders of the last 365 days that redeemed it, as a share of all orders; of at least 20 people on both sides. */
  readonly offers: readonly { readonly offerId: string; readonly title: string; readonly share: number; readonly rest: number; readonly lift: number | null }[]
}

const ITEMS = 12
const DIGITS = 3

/** Throws `persona_unknown`. */
export async function personaOffers(store: Store, shelf: Shelf, id: string, now: Date): Promise<PersonaOffers> {
  const persona = await getPersona(store, id, now)
  return { recommender: persona.facts.withheld ? null : itemsFor(shelf, persona.id), offers: offersTaken(shelf, persona.facts.coupons) }
}

/** Items by p · ln(p / q) of their shares p among the persona and q among all: what is sold to them and to few others comes first. */
function itemsFor({ served, showable }: Shelf, id: PersonaId): PersonaOffers['recommender'] {
  const groups = served?.model.facts.personas ?? null
  const group = served?.model.personaIds.indexOf(id) ?? -1
  if (served === null || groups === null || group < 0) return null
  const scored = showable.flatMap((item, number) => {
    const [share, rest] = [groups.shares[group * groups.items + number]!, served.model.facts.share[number]!]
    return item === null || !(share > 0) ? [] : [{ itemId: item.id, title: item.title, share: figure(share), rest: figure(rest), lift: rest > 0 ? figure(share / rest) : null, score: share * Math.log(share / (rest + 1e-9)) }]
  })
  return { version: served.version, items: scored.sort((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1)).slice(0, ITEMS).map(({ score: _score, ...item }) => item) }
}

/** The shop's offers among the coupons that the persona's orders redeemed. */
function offersTaken({ catalogue }: Shelf, coupons: PersonaFacts['coupons']): PersonaOffers['offers'] {
  return coupons.flatMap(({ name, share, rest, lift }) => catalogue.offers.filter((offer) => couponOf(offer) === name).map(({ id, title }) => ({ offerId: id, title, share, rest, lift })))
}

function figure(value: number): number {
  return Number(value.toPrecision(DIGITS))
}
