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
      select item_id, category, leaf, case when price is not null and count(price) over (partition by leaf) > 1
        then round(percent_rank() over (partition by leaf, price is null order by price) * 1e6)::int end as level from named`
  await tx`analyze shelf`
}

export async function readShelf(tx: TransactionSql): Promise<ShelfItem[]> {
  return tx`select item_id "itemId", category, level from shelf order by item_id`
}

export type TopCategories = {
  readonly names: readonly string[]
  /** How many equally large categories would be as mixed as these: 1 / Σ p² (Simpson 1949); 0 without any. */
  readonly kinds: number
}

export async function topCategories(tx: TransactionSql): Promise<TopCategories> {
  const rows = await tx<{ category: string; share: number }[]>`
    select category, (n / sum(n) over ())::float8 share from (
      select category, count(*) n from met join shelf using (item_id) where category is not null group by category) c order by n desc, category`
  const names = rows.filter(({ share }) => share >= LEAST_SHARE).slice(0, MOST_CATEGORIES).map(({ category }) => category).sort()
  const concentration = rows.reduce((sum, { share }) => sum + share * share, 0)
  return { names, kinds: concentration > 0 ? 1 / concentration : 0 }
}
