/** Columns that tell the same story; of these the one that differs most is told. */
const THEMES: readonly (readonly [RegExp, string])[] = [
  [/^nps_/, 'nps'], [/^(orders|orders_365d|orders_next_\d+d|revenue|revenue_365d|distinct_items|clv_365d|rfm_frequency)$/, 'volume'], [/^view_to_/, 'decision'], [/^(abroad|country:.*)$/, 'country'],
  [/^(coupon|discount)_share$/, 'discount'], [/^(basket_value|net_order_value|rfm_money)$/, 'order value'], [/^(recency_days|last_order_days|rfm_recency|alive|visits_\d+d)$/, 'recency'],
  [/^(sessions|visit_gap_days|next_order_days)$/, 'visits'], [/^(search_share|searches_per_session)$/, 'search'], [/^(csat_mean|first_contact_resolution|resolution_hours|contacts_per_order)$/, 'service'],
]

export function themeOf(column: string): string {
  return THEMES.find(([columns]) => columns.test(column))?.[1] ?? column
}
