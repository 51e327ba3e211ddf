import { column, plain, rate, ratio, type ColumnRecipe } from './column.ts'
import { readInto, type Raw, type RawRow } from './raw.ts'
import { admitted, ROWS_AT_ONCE, type Scope } from './scope.ts'

/** Top-level categories that become columns: at most so many, each with at least this share of all interest. */
const MOST_CATEGORIES = 16
const LEAST_SHARE = 0.01

/** How much an item looked at, put in the cart, bought says about taste. An item counts once per person and deed. */
const LOOKED = 1
const CARTED = 2
const BOUGHT = 4

const COUNTS = ['lines', 'pieces', 'returned', 'bought_items', 'viewed_items', 'carted_items', 'viewed_carted', 'carted_bought', 'viewed_bought']
const FIGURES = ['level_sum', 'level_weight', 'interest']

/** What people looked at, put in their cart, bought and sent back; returns the columns, of which those per category depend on the catalogue. */
export async function readBaskets(raw: Raw, scope: Scope): Promise<ColumnRecipe[]> {
  const { tx } = scope
  // Whoever met which item how: the base of everything below, read from the log once.
  await tx`
    create temp table met on commit drop as
      select p.person_id, e.item_id, count(*) filter (where action = 'view')::int views, count(*) filter (where action = 'cart')::int carts,
        count(*) filter (where action = 'purchase')::int buys, coalesce(sum(quantity) filter (where action = 'purchase'), 0)::int pieces,
        coalesce(sum(quantity) filter (where action = 'return'), 0)::int returned, avg(e.price) filter (where action in ('view', 'cart', 'purchase')) price
      from event_items e ${admitted(scope)} group by p.person_id, e.item_id`
  // The place of an item's price among those of its own shelf, 0 cheapest to 1 dearest.
  await tx`
    create temp table shelf on commit drop as
      with seen as (select item_id, avg(price) price from met group by item_id),
      named as (
        select s.item_id, coalesce(i.price, s.price) price, nullif(split_part(i.categories[1], '/', 1), '') category, i.categories[cardinality(i.categories)] leaf
        from seen s left join items i using (item_id))
      select item_id, category, case when price is not null and count(price) over (partition by leaf) > 1
        then percent_rank() over (partition by leaf, price is null order by price) end as level from named`
  await tx`analyze met`
  await tx`analyze shelf`
  const categories = await topCategories(scope)
  const interest = tx`((views > 0)::int * ${LOOKED}::int + (carts > 0)::int * ${CARTED}::int + (buys > 0)::int * ${BOUGHT}::int)`
  const perCategory = categories.map((category, i) => tx`, sum(${interest}) filter (where category = ${category})::float8 as ${tx(`interest_${i}`)}`)
  const rows = tx<RawRow[]>`
    select person_id, sum(buys)::float8 lines, sum(pieces)::float8 pieces, sum(least(returned, pieces))::float8 returned,
      count(*) filter (where buys > 0)::float8 bought_items, count(*) filter (where views > 0)::float8 viewed_items, count(*) filter (where carts > 0)::float8 carted_items,
      count(*) filter (where views > 0 and carts > 0)::float8 viewed_carted, count(*) filter (where carts > 0 and buys > 0)::float8 carted_bought,
      count(*) filter (where views > 0 and buys > 0)::float8 viewed_bought,
      sum(level * ${interest})::float8 level_sum, sum(${interest}) filter (where level is not null)::float8 level_weight, sum(${interest}) filter (where category is not null)::float8 interest
      ${perCategory.length > 0 ? perCategory : tx``}
    from met left join shelf using (item_id) group by person_id`.cursor(ROWS_AT_ONCE)
  await readInto(raw, rows, [...COUNTS, ...categories.map((_, i) => `interest_${i}`)], FIGURES)
  return [...basketColumns, ...categories.map(categoryColumn)]
}

async function topCategories({ tx }: Scope): Promise<string[]> {
  const rows = await tx<{ category: string }[]>`
    select category from (
      select category, count(*) n, sum(count(*)) over () total from met join shelf using (item_id) where category is not null group by category) c
    where n >= total * ${LEAST_SHARE}::float8 order by n desc, category limit ${MOST_CATEGORIES}`
  return rows.map((row) => row.category).sort()
}

function categoryColumn(category: string, i: number): ColumnRecipe {
  return column('history', `category:${category}`, 'share', 'all', [`Interesse an ${category}`, `interest in ${category}`],
    [`Anteil von ${category} an allem Angesehenen und Gekauften`, `Share of ${category} in what was looked at and bought`], rate(`interest_${i}`, 'interest', 6))
}

export const basketColumns: readonly ColumnRecipe[] = [
  column('history', 'items_per_order', 'count', 'all', ['Teile je Bestellung', 'pieces per order'], ['Stückzahl je Bestellung', 'Pieces per order'], ratio('pieces', 'orders'), true),
  column('history', 'distinct_items', 'count', 'all', ['Verschiedene Artikel', 'different items'], ['Wie viele verschiedene Artikel gekauft wurden', 'How many different items were bought'], plain('bought_items'), true),
  column('history', 'price_level', 'share', 'all', ['Preislage', 'price level'],
    ['Preis der angesehenen und gekauften Artikel in ihrer Warengruppe: 0 der billigste, 1 der teuerste', 'Price of items looked at and bought within their own shelf: 0 cheapest, 1 dearest'], rate('level_sum', 'level_weight', 6)),
  column('history', 'return_rate', 'share', 'all', ['Zurückgeschicktes', 'returns'], ['Anteil der gekauften Stücke, die zurückkamen', 'Share of the pieces bought that came back'], rate('returned', 'pieces', 3)),
  column('browsing', 'view_to_cart', 'share', 'all', ['Vom Blick in den Korb', 'view to cart'], ['Anteil der angesehenen Artikel, die in den Korb kamen', 'Share of the items viewed that went into the cart'], rate('viewed_carted', 'viewed_items', 5)),
  column('browsing', 'cart_to_buy', 'share', 'all', ['Vom Korb zum Kauf', 'cart to order'], ['Anteil der Artikel im Korb, die gekauft wurden', 'Share of the items in the cart that were bought'], rate('carted_bought', 'carted_items', 3)),
  column('browsing', 'view_to_buy', 'share', 'all', ['Vom Blick zum Kauf', 'view to order'], ['Anteil der angesehenen Artikel, die gekauft wurden', 'Share of the items viewed that were bought'], rate('viewed_bought', 'viewed_items', 5)),
]
