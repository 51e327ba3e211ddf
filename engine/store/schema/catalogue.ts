import { boolean, doublePrecision, integer, jsonb, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

export type Attributes = { readonly [name: string]: string | number | boolean | null }

export const items = pgTable('items', {
  itemId: text('item_id').primaryKey(),
  title: text('title').notNull(),
  categories: text('categories').array().notNull(),
  price: numeric('price', { precision: 14, scale: 4 }),
  currency: text('currency'),
  margin: numeric('margin', { precision: 14, scale: 4 }),
  /** null: stock is not tracked. */
  stock: integer('stock'),
  active: boolean('active').notNull(),
  attributes: jsonb('attributes').$type<Attributes>().notNull(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** An incentive or a piece of content. The definition is validated by engine/catalogue. */
export const offers = pgTable('offers', {
  offerId: text('offer_id').primaryKey(),
  kind: text('kind').$type<'incentive' | 'content'>().notNull(),
  title: text('title').notNull(),
  definition: jsonb('definition').notNull(),
  active: boolean('active').notNull(),
  validFrom: at('valid_from'),
  validUntil: at('valid_until'),
  updatedAt: at('updated_at').notNull(),
})

export const slots = pgTable('slots', {
  slot: text('slot').primaryKey(),
  kind: text('kind').$type<'items' | 'offers' | 'content'>().notNull(),
  definition: jsonb('definition').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** Physical shops: where the distance to the next one is measured to. */
export const stores = pgTable('stores', {
  storeId: text('store_id').primaryKey(),
  name: text('name').notNull(),
  city: text('city'),
  country: text('country'),
  lat: doublePrecision('lat').notNull(),
  lon: doublePrecision('lon').notNull(),
})
