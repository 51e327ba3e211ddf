import type { TransactionSql } from 'postgres'
import { met } from './baskets.ts'
import type { Scope } from './scope.ts'

/** What is known of an item beside who met it: its top-level category, and the place of its price on its own shelf in millionths, 0 cheapest. */
export type ShelfItem = { readonly itemId: string; readonly category: string | null; readonly level: number | null }

/** Top-level categories that become columns: at most so many, each with at least this share of all interest. */
const MOST_CATEGORIES = 16
const LEAST_SHARE = 0.01

/** Reads the log of items once into the temporary table `met`, and makes of it `shelf`. Levels are whole numbers, so that sums of them don't depend on an order. */
export async function makeShelf(scope: Scope): Promise<void> {
  const { tx, log } = scope
  await tx`create temp table met on commit drop as ${met(scope)}`
  await tx`analyze met`
  await tx`
    create temp table shelf on commit drop as
      with paid as (
        select e.item_id, avg(e.price) price from ${log('event_items')}
        where e.price is not null and e.action in ('view', 'cart', 'purchase') and not exists (select from items i where i.item_id = e.item_id and i.price is not null) group by e.item_id),
      named as (
        select s.item_id, coalesce(i.price, paid.price) price, nullif(split_part(i.categories[1], '/', 1), '') category, i.categories[cardinality(i.categories)] leaf
        from (select distinct item_id from met) s left join items i using (item_id) left join paid using (item_id))
      select item_id, category, case when price is not null and count(price) over (partition by leaf) > 1
        then round(percent_rank() over (partition by leaf, price is null order by price) * 1e6)::int end as level from named`
  await tx`analyze shelf`
}

export async function readShelf(tx: TransactionSql): Promise<ShelfItem[]> {
  return tx`select item_id "itemId", category, level from shelf order by item_id`
}

export async function topCategories(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ category: string }[]>`
    select category from (
      select category, count(*) n, sum(count(*)) over () total from met join shelf using (item_id) where category is not null group by category) c
    where n >= total * ${LEAST_SHARE}::float8 order by n desc, category limit ${MOST_CATEGORIES}`
  return rows.map((row) => row.category).sort()
}
