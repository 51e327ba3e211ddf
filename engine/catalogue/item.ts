import { z } from 'zod'
import { Currency, Decimal } from './money.ts'

/** PostgreSQL keeps no NUL in a text. */
export const text = (longest: number) => z.string().max(longest).refine((value) => !value.includes('\0'), 'must not contain NUL')

export const ItemId = text(200).min(1)

const price = Decimal.refine((value) => !value.startsWith('-'), 'must not be negative').nullable()
const fields = {
  id: ItemId,
  title: text(500).min(1),
  /** From the broad to the narrow; an item may stand in several. */
  categories: z.array(text(200).min(1)).max(50),
  /** null: not known. */
  price,
  currency: Currency.nullable(),
  /** What is left of the price after cost: a share of it between −1 and 1, or else money a piece (see itemProfit). */
  margin: Decimal.nullable(),
  /** null: not tracked, never out of stock. */
  stock: z.int().min(-2_147_483_648).max(2_147_483_647).nullable(),
  active: z.boolean(),
  attributes: z.record(text(100), z.union([text(5000), z.number(), z.boolean(), z.null()])).refine((value) => Object.keys(value).length <= 100, 'at most 100 attributes'),
}

/** One row of PUT /v1/items: the whole item; what is left out is reset. */
export const Item = z.object({
  ...fields,
  currency: fields.currency.default(null),
  margin: fields.margin.default(null),
  stock: fields.stock.default(null),
  active: fields.active.default(true),
  attributes: fields.attributes.default({}),
}).refine((item) => item.price === null || item.currency !== null, { path: ['currency'], message: 'is required with a price' })
export type Item = z.infer<typeof Item>

/** PATCH /v1/items/{id}: only what changes. */
export const ItemChange = z.object({ ...fields, id: z.never() }).partial().refine((change) => Object.keys(change).length > 0, 'says nothing to change').meta({ id: 'ItemChange' })
export type ItemChange = z.infer<typeof ItemChange>
