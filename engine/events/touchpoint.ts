export const CHANNELS = ['web', 'app', 'email', 'store', 'phone', 'chat', 'social', 'review'] as const
export type Channel = (typeof CHANNELS)[number]

export const STAGES = ['awareness', 'consideration', 'purchase', 'service', 'loyalty'] as const
export type Stage = (typeof STAGES)[number]

export type Touchpoint = { readonly channel: Channel; readonly stage: Stage }

const STAGE_OF: { readonly [name: string]: Stage } = {
  page: 'awareness', screen: 'awareness', 'Promotion Viewed': 'awareness', 'Promotion Clicked': 'awareness', 'Product List Viewed': 'awareness',
  'Product List Filtered': 'awareness', 'Email Delivered': 'awareness', 'Email Opened': 'awareness',
  'Products Searched': 'consideration', 'Product Clicked': 'consideration', 'Product Viewed': 'consideration', 'Product Added': 'consideration',
  'Product Removed': 'consideration', 'Product Added to Wishlist': 'consideration', 'Product Removed from Wishlist': 'consideration',
  'Wishlist Product Added to Cart': 'consideration', 'Cart Viewed': 'consideration', 'Email Link Clicked': 'consideration',
  'Checkout Started': 'purchase', 'Checkout Step Viewed': 'purchase', 'Checkout Step Completed': 'purchase', 'Payment Info Entered': 'purchase',
  'Coupon Entered': 'purchase', 'Coupon Applied': 'purchase', 'Coupon Denied': 'purchase', 'Coupon Removed': 'purchase', 'Order Updated': 'purchase', 'Order Completed': 'purchase',
  'Order Cancelled': 'service', 'Order Delivered': 'service', 'Order Refunded': 'service', 'Contact Opened': 'service', 'Contact Resolved': 'service',
  'Complaint Filed': 'service', 'Survey Answered': 'service', Unsubscribed: 'service', 'Email Bounced': 'service', 'Email Marked as Spam': 'service',
  'Product Reviewed': 'loyalty', 'Product Shared': 'loyalty', 'Cart Shared': 'loyalty',
}

const EMAIL_EVENTS = new Set(['Email Delivered', 'Email Opened', 'Email Link Clicked', 'Email Bounced', 'Email Marked as Spam', 'Unsubscribed'])
const CONTACTS = new Set(['Contact Opened', 'Contact Resolved', 'Complaint Filed'])

/** What tells where an event happened. `said`: the sender's own word, which holds. */
export type TouchpointSigns = {
  readonly type: string
  readonly name: string
  readonly affiliation?: string | null
  readonly app?: boolean
  readonly contactChannel?: string | null
  readonly said?: { readonly channel?: string | null | undefined; readonly stage?: string | null | undefined } | null | undefined
}

/** Channel × stage of an event. A name that stands in no table is something on the way to a purchase. */
export function touchpointOf(signs: TouchpointSigns): Touchpoint {
  return { channel: channelOf(signs), stage: oneOf(STAGES, signs.said?.stage) ?? STAGE_OF[signs.name] ?? 'consideration' }
}

function channelOf({ type, name, affiliation, app, contactChannel, said }: TouchpointSigns): Channel {
  const given = oneOf(CHANNELS, said?.channel)
  if (given !== undefined) return given
  if (affiliation?.startsWith('store:') === true) return 'store'
  if (EMAIL_EVENTS.has(name)) return 'email'
  if (name === 'Product Reviewed') return 'review'
  const contact = CONTACTS.has(name) ? oneOf(CHANNELS, contactChannel) : undefined
  return contact ?? (app === true || type === 'screen' ? 'app' : 'web')
}

function oneOf<T extends string>(list: readonly T[], word: string | null | undefined): T | undefined {
  return word === null || word === undefined ? undefined : list.find((known) => known === word)
}
