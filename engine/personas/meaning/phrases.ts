import type { Distinction, Words } from './facts.ts'

/** The place a phrase has in a name. `base` is who they are, `when` and `where` how they come, `what` what they like, `trait` what they are known for. */
export type Slot = 'base' | 'when' | 'where' | 'what' | 'trait'
export type Phrase = { readonly slot: Slot; readonly words: Words }

type Table = Readonly<Record<string, Readonly<Partial<Record<Distinction['direction'], readonly [slot: Slot, en: string, de: string]>>>>>

/** What a column says about people who have more (or less) of it than others. Columns not in here don't speak in names. */
const TABLE: Table = {
  coupon_share: { more: ['base', 'bargain hunters', 'Schnäppchenjäger'] },
  discount_share: { more: ['base', 'bargain hunters', 'Schnäppchenjäger'] },
  cart_to_buy: { less: ['base', 'browsers', 'Stöberer'], more: ['base', 'determined shoppers', 'Entschlossene'] },
  view_to_cart: { less: ['base', 'browsers', 'Stöberer'] },
  view_to_buy: { less: ['base', 'browsers', 'Stöberer'], more: ['base', 'determined shoppers', 'Entschlossene'] },
  orders_365d: { more: ['base', 'frequent buyers', 'Vielkäufer'], less: ['base', 'occasional buyers', 'Gelegenheitskäufer'] },
  orders: { more: ['base', 'frequent buyers', 'Vielkäufer'], less: ['base', 'occasional buyers', 'Gelegenheitskäufer'] },
  sessions: { more: ['base', 'frequent visitors', 'Vielbesucher'], less: ['base', 'occasional visitors', 'Gelegenheitsbesucher'] },
  orders_next_365d: { more: ['base', 'frequent buyers', 'Vielkäufer'], less: ['base', 'occasional buyers', 'Gelegenheitskäufer'] },
  rfm_frequency: { more: ['base', 'frequent buyers', 'Vielkäufer'], less: ['base', 'occasional buyers', 'Gelegenheitskäufer'] },
  distinct_items: { more: ['base', 'frequent buyers', 'Vielkäufer'], less: ['base', 'occasional buyers', 'Gelegenheitskäufer'] },
  alive: { less: ['base', 'sleepers', 'Schläfer'] },
  last_order_days: { more: ['base', 'sleepers', 'Schläfer'] },
  tenure_days: { less: ['base', 'newcomers', 'Neulinge'] },
  recency_days: { more: ['base', 'sleepers', 'Schläfer'] },
  'channel:app': { more: ['where', 'app', 'in der App'] },
  'channel:store': { more: ['where', 'in-store', 'in der Filiale'] },
  'channel:phone': { more: ['where', 'telephone', 'am Telefon'] },
  'device:mobile': { more: ['where', 'smartphone', 'am Handy'] },
  'device:desktop': { more: ['where', 'desktop', 'am Rechner'] },
  'device:tablet': { more: ['where', 'tablet', 'am Tablet'] },
  'hour:morning': { more: ['when', 'morning', 'morgens'] },
  'hour:midday': { more: ['when', 'lunchtime', 'mittags'] },
  'hour:afternoon': { more: ['when', 'afternoon', 'nachmittags'] },
  'hour:evening': { more: ['when', 'evening', 'abends'] },
  'hour:night': { more: ['when', 'late-night', 'spätabends'] },
  weekend_share: { more: ['when', 'weekend', 'am Wochenende'], less: ['when', 'weekday', 'werktags'] },
  return_rate: { more: ['trait', 'with many returns', 'mit vielen Rücksendungen'], less: ['trait', 'with few returns', 'mit wenigen Rücksendungen'] },
  price_level: { more: ['trait', 'who buy the dearer things', 'in gehobener Preislage'], less: ['trait', 'at the lowest prices', 'in kleiner Preislage'] },
  basket_value: { more: ['trait', 'with big baskets', 'mit großen Körben'], less: ['trait', 'with small baskets', 'mit kleinen Körben'] },
  net_order_value: { more: ['trait', 'with big baskets', 'mit großen Körben'], less: ['trait', 'with small baskets', 'mit kleinen Körben'] },
  rfm_money: { more: ['trait', 'with big baskets', 'mit großen Körben'], less: ['trait', 'with small baskets', 'mit kleinen Körben'] },
  gap_spread: { less: ['trait', 'who come regularly', 'in festem Rhythmus'] },
  items_per_order: { more: ['trait', 'with many pieces an order', 'mit vielen Teilen je Bestellung'], less: ['trait', 'with few pieces an order', 'mit wenigen Teilen je Bestellung'] },
  rating_mean: { more: ['trait', 'who praise', 'mit viel Lob'], less: ['trait', 'who are hard to please', 'mit strengem Urteil'] },
  nps_mean: { more: ['trait', 'who recommend us', 'mit Weiterempfehlung'], less: ['trait', 'who are critical', 'mit Kritik'] },
  complaints_per_order: { more: ['trait', 'who complain', 'mit vielen Beschwerden'] },
  contacts_per_order: { more: ['trait', 'who ask a lot', 'mit vielen Anfragen'] },
  searches_per_session: { more: ['trait', 'who search', 'mit vielen Suchen'] },
  lists_per_session: { more: ['trait', 'who look around', 'mit Blick aufs ganze Sortiment'] },
  depth: { more: ['trait', 'who look long', 'mit langen Besuchen'], less: ['trait', 'who are quick', 'mit kurzen Besuchen'] },
  urbanity: { more: ['trait', 'in big cities', 'in großen Städten'], less: ['trait', 'in small towns', 'in kleinen Orten'] },
  store_km: { more: ['trait', 'far from a store', 'fern der Filialen'], less: ['trait', 'near a store', 'nahe einer Filiale'] },
  abroad: { more: ['trait', 'from abroad', 'aus dem Ausland'] },
  revenue_365d: { more: ['trait', 'of high value', 'mit viel Umsatz'] },
  revenue: { more: ['trait', 'of high value', 'mit viel Umsatz'], less: ['trait', 'of little value', 'mit wenig Umsatz'] },
  clv_365d: { more: ['trait', 'of high value', 'mit hohem Kundenwert'], less: ['trait', 'of little value', 'mit geringem Kundenwert'] },
  csat_mean: { less: ['trait', 'unhappy with the service', 'unzufrieden mit dem Kundendienst'] },
  first_contact_resolution: { less: ['trait', 'who have to ask twice', 'mit wiederholten Anfragen'] },
}

const OPEN: readonly { readonly prefix: string; readonly slot: Slot; readonly en: string; readonly de: string }[] = [
  { prefix: 'category:', slot: 'what', en: '', de: '' },
  { prefix: 'region:', slot: 'trait', en: 'in ', de: 'aus ' },
  { prefix: 'country:', slot: 'trait', en: 'in ', de: 'aus ' },
]

/** What a difference says in a name; null where it has nothing to say there. */
export function phraseOf({ column, direction, label }: Pick<Distinction, 'column' | 'direction' | 'label'>): Phrase | null {
  if (column.startsWith('taste:')) return direction === 'more' ? { slot: 'what', words: { en: firstItem(label.en), de: firstItem(label.de) } } : null
  const open = OPEN.find(({ prefix }) => column.startsWith(prefix))
  if (open !== undefined) {
    const name = column.slice(open.prefix.length)
    return direction === 'more' ? { slot: open.slot, words: { en: open.en + name, de: open.de + name } } : null
  }
  const found = TABLE[column]?.[direction]
  return found === undefined ? null : { slot: found[0], words: { en: found[1], de: found[2] } }
}

/** A topic has no name but its items: "taste: A, B, C" is told by A. */
function firstItem(label: string): string {
  return label.slice(label.indexOf(':') + 1).split(',')[0]!.trim()
}
