import type { Fragment } from 'postgres'
import { column, plain, rate, ratio, type ColumnRecipe } from './column.ts'
import { readInto, type Raw, type RawRow } from './raw.ts'
import type { Scope } from './scope.ts'

/** How much an item looked at, put in the cart, bought says about taste. An item counts once per person and deed. */
const LOOKED = 1
const CARTED = 2
const BOUGHT = 4

const COUNTS = ['lines', 'pieces', 'returned', 'bought_items', 'viewed_items', 'carted_items', 'viewed_carted', 'carted_bought', 'viewed_bought']
const FIGURES = ['level_sum', 'level_weight', 'interest']

/** Who met which item how: the base of everything below, a row per person and item. */
export function met({ tx, log }: Scope): Fragment {
  return tx`
    select p.person_id, e.item_id, count(*) filter (where action = 'view')::int views, count(*) filter (where action = 'cart')::int carts,
      count(*) filter (where action = 'purchase')::int buys, coalesce(sum(quantity) filter (where action = 'purchase'), 0)::int pieces,
      coalesce(sum(quantity) filter (where action = 'return'), 0)::int returned
    from ${log('event_items')} group by p.person_id, e.item_id`
}

/** What one person's dealings with one item say about their taste, of a row of `met`. */
export function interest({ tx }: Pick<Scope, 'tx'>): Fragment {
  return tx`((views > 0)::int * ${LOOKED}::int + (carts > 0)::int * ${CARTED}::int + (buys > 0)::int * ${BOUGHT}::int)`
}

/** What people looked at, put in their cart, bought and sent back, by the tables `met` and `shelf` (see shelf.ts); `source` is the WITH clause that makes them where they aren't there. */
export async function readBaskets(raw: Raw, scope: Scope, categories: readonly string[], source: Fragment): Promise<void> {
  const { tx } = scope
  const taste = interest(scope)
  const perCategory = categories.map((category, i) => tx`, sum(${taste}) filter (where category = ${category})::float8 as ${tx(`interest_${i}`)}`)
  await readInto(raw, scope, tx<RawRow[]>`
    ${source}
    select person_id, sum(buys)::float8 lines, sum(pieces)::float8 pieces, sum(least(returned, pieces))::float8 returned,
      count(*) filter (where buys > 0)::float8 bought_items, count(*) filter (where views > 0)::float8 viewed_items, count(*) filter (where carts > 0)::float8 carted_items,
      count(*) filter (where views > 0 and carts > 0)::float8 viewed_carted, count(*) filter (where carts > 0 and buys > 0)::float8 carted_bought,
      count(*) filter (where views > 0 and buys > 0)::float8 viewed_bought, sum(level::bigint * ${taste})::float8 / 1e6 level_sum,
      sum(${taste}) filter (where level is not null)::float8 level_weight, sum(${taste}) filter (where category is not null)::float8 interest
      ${perCategory.length > 0 ? perCategory : tx``}
    from met left join shelf using (item_id) group by person_id`, [...COUNTS, ...categories.map((_, i) => `interest_${i}`)], FIGURES)
}

export function categoryColumns(categories: readonly string[]): ColumnRecipe[] {
  return categories.map((category, i) => column('history', `category:${category}`, 'share', 'all', [`Interesse an ${category}`, `interest in ${category}`],
    [`Anteil von ${category} an allem Angesehenen und Gekauften`, `Share of ${category} in what was looked at and bought`], rate(`interest_${i}`, 'interest', 6)))
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
