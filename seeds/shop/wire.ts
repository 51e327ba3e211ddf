import type { Sensitive } from './sensitive.ts'

/** The Segment wire format, as far as the demo shop speaks it. Field names are the format's own. */
export type ProductLine = { readonly product_id: string; readonly category: string; readonly price: number; readonly quantity: number }
export type ProductGlimpse = { readonly product_id: string; readonly category: string; readonly price: number }

export type TrackProperties = {
  'Products Searched': { readonly query: string }
  'Product List Viewed': { readonly category: string }
  'Product Viewed': ProductGlimpse
  'Product Added': ProductLine
  'Product Removed': ProductLine
  'Cart Viewed': { readonly products: readonly ProductLine[] }
  'Checkout Started': { readonly order_id: string; readonly value: number; readonly currency: 'EUR'; readonly products: readonly ProductLine[] }
  'Coupon Applied': { readonly order_id: string; readonly coupon_id: string; readonly discount: number }
  'Order Completed': OrderProperties
  'Order Cancelled': { readonly order_id: string; readonly total: number; readonly currency: 'EUR' }
  'Order Delivered': { readonly order_id: string; readonly days_late: number }
  'Order Refunded': { readonly order_id: string; readonly total: number; readonly currency: 'EUR'; readonly reason: string; readonly products: readonly ProductLine[] }
  'Product Reviewed': { readonly product_id: string; readonly rating: number; readonly review_body: string }
  'Survey Answered': { readonly kind: 'nps' | 'csat'; readonly score: number; readonly scale: number; readonly order_id?: string }
  'Contact Opened': { readonly topic: string; readonly channel: ContactChannel; readonly order_id?: string }
  'Contact Resolved': { readonly topic: string; readonly channel: ContactChannel; readonly order_id?: string }
  'Complaint Filed': { readonly topic: string; readonly order_id: string }
  'Email Delivered': MailProperties
  'Email Opened': MailProperties
  'Email Link Clicked': MailProperties & { readonly link_url: string }
  Unsubscribed: MailProperties
  'Signed Out': { readonly reason: 'shared_device' }
}
export type TrackName = keyof TrackProperties
export type ContactChannel = 'phone' | 'email' | 'chat'
export type MailProperties = { readonly campaign_id: string; readonly campaign_name: string }
export type OrderProperties = {
  readonly order_id: string
  readonly total: number
  readonly revenue: number
  readonly shipping: number
  readonly discount: number
  readonly coupon?: string
  readonly currency: 'EUR'
  readonly affiliation: string
  readonly products: readonly ProductLine[]
}
export type IdentifyTraits = {
  readonly email: string
  readonly firstName?: string
  readonly country: string
  readonly region: string
  readonly city: string
  readonly postalCode: string
} & Sensitive

/** What an event says, without who and when. */
export type Body =
  | { readonly [E in TrackName]: { readonly type: 'track'; readonly event: E; readonly properties: TrackProperties[E] } }[TrackName]
  | { readonly type: 'page' | 'screen'; readonly name: string; readonly properties: { readonly path: string } }
  | { readonly type: 'identify'; readonly traits: IdentifyTraits }
  | { readonly type: 'alias'; readonly previousId: string }

export type Location = { readonly country: string; readonly region: string; readonly city?: string; readonly latitude?: number; readonly longitude?: number }
export type Context = {
  readonly library: { readonly name: string; readonly version: string }
  readonly device?: { readonly type: 'mobile' | 'desktop' | 'tablet' }
  readonly app?: { readonly name: string; readonly version: string }
  readonly locale?: string
  readonly timezone?: string
  readonly location?: Location
  readonly campaign?: { readonly name: string; readonly source: string; readonly medium: string }
  readonly externalIds?: readonly { readonly id: string; readonly type: 'loyalty_id'; readonly collection: 'users'; readonly encoding: 'none' }[]
  readonly touchpoint?: { readonly channel: string; readonly stage: string }
}

/** Whose device or system sends, and which identifiers it knows at that moment. */
export type Sender = {
  readonly channel: 'web' | 'mobile' | 'server'
  readonly userId?: string
  readonly anonymousId?: string
  readonly context: Context
}
export type SegmentEvent = Sender & Body & { readonly messageId: string; readonly timestamp: string }
