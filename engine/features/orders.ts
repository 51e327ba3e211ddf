import { column, plain, rate, ratio, type ColumnRecipe } from './column.ts'
import { readInto, type Raw, type RawRow } from './raw.ts'
import type { Scope } from './scope.ts'

const NAMES = ['Order Completed', 'Order Delivered', 'Contact Opened', 'Complaint Filed', 'Product Reviewed', 'Survey Answered', 'Email Delivered', 'Email Opened', 'Email Link Clicked']

const COUNTS = ['orders', 'orders_365d', 'coupons', 'by_web', 'by_app', 'by_store', 'by_phone', 'ratings', 'surveys', 'contacts', 'complaints', 'deliveries', 'late', 'mails', 'opens', 'clicks']
const FIGURES = ['revenue', 'revenue_365d', 'discount', 'gross', 'gap_mean', 'gap_spread', 'rating_sum', 'nps_sum', 'nps_last']

/**
 * Orders and what came of them: money, rhythm, channels, ratings, surveys, contacts, mails. Events of other names are not read. Sums are
 * of decimals, which come out the same in whatever order the rows are met.
 */
export async function readOrders(raw: Raw, scope: Scope): Promise<void> {
  const { tx, asOf, log } = scope
  await readInto(raw, scope, tx<RawRow[]>`
    with told as (
      select p.person_id, e.occurred_at, e.event_id, e.name, e.channel, e.amount, coalesce(e.discount, 0) discount, e.score::numeric score, e.score_kind,
        e.occurred_at > ${asOf}::timestamptz - interval '365 days' as recent,
        e.name = 'Order Completed' and coalesce(e.properties ->> 'coupon', '') <> '' as coupon,
        e.name = 'Order Delivered' and jsonb_typeof(e.properties -> 'days_late') = 'number' and (e.properties -> 'days_late') > '0'::jsonb as late
      from ${log('events')} where e.name = any(${NAMES})),
    spaced as (
      select *, case when name = 'Order Completed' then
        extract(epoch from occurred_at - lag(occurred_at) over (partition by person_id, name order by occurred_at)) / 86400 end as gap from told)
    select person_id, count(*) filter (where name = 'Order Completed')::float8 orders, count(*) filter (where name = 'Order Completed' and recent)::float8 orders_365d,
      sum(amount) filter (where name = 'Order Completed')::float8 revenue, sum(amount) filter (where name = 'Order Completed' and recent)::float8 revenue_365d,
      sum(discount) filter (where name = 'Order Completed' and amount is not null)::float8 discount, sum(amount + discount) filter (where name = 'Order Completed')::float8 gross,
      count(*) filter (where coupon)::float8 coupons, count(*) filter (where name = 'Order Completed' and channel = 'web')::float8 by_web,
      count(*) filter (where name = 'Order Completed' and channel = 'app')::float8 by_app, count(*) filter (where name = 'Order Completed' and channel = 'store')::float8 by_store,
      count(*) filter (where name = 'Order Completed' and channel = 'phone')::float8 by_phone,
      avg(gap)::float8 gap_mean, (stddev_samp(gap) / nullif(avg(gap), 0))::float8 gap_spread,
      count(*) filter (where score_kind = 'rating')::float8 ratings, sum(score) filter (where score_kind = 'rating')::float8 rating_sum,
      count(*) filter (where score_kind = 'nps')::float8 surveys, sum(score) filter (where score_kind = 'nps')::float8 nps_sum,
      (array_agg(score order by occurred_at desc, event_id desc) filter (where score_kind = 'nps'))[1]::float8 nps_last,
      count(*) filter (where name = 'Contact Opened')::float8 contacts, count(*) filter (where name = 'Complaint Filed')::float8 complaints,
      count(*) filter (where name = 'Order Delivered')::float8 deliveries, count(*) filter (where late)::float8 late,
      count(*) filter (where name = 'Email Delivered')::float8 mails, count(*) filter (where name = 'Email Opened')::float8 opens,
      count(*) filter (where name = 'Email Link Clicked')::float8 clicks
    from spaced group by person_id`, COUNTS, FIGURES)
}

const CHANNELS = { web: ['im Netz', 'on the web'], app: ['in der App', 'in the app'], store: ['in der Filiale', 'in a store'], phone: ['am Telefon', 'by phone'] } as const

export const orderColumns: readonly ColumnRecipe[] = [
  column('history', 'orders_365d', 'count', '365 d', ['Bestellungen im Jahr', 'orders a year'], ['Bestellungen der letzten 365 Tage', 'Orders of the last 365 days'], plain('orders_365d'), true),
  column('history', 'orders', 'count', 'all', ['Bestellungen', 'orders'], ['Alle Bestellungen', 'All orders'], plain('orders'), true),
  column('history', 'revenue_365d', 'money', '365 d', ['Umsatz im Jahr', 'revenue a year'], ['Umsatz der letzten 365 Tage', 'Revenue of the last 365 days'], plain('revenue_365d'), true),
  column('history', 'revenue', 'money', 'all', ['Umsatz', 'revenue'], ['Umsatz aller Bestellungen', 'Revenue of all orders'], plain('revenue'), true),
  column('history', 'basket_value', 'money', 'all', ['Wert je Bestellung', 'value per order'], ['Umsatz je Bestellung', 'Revenue per order'], ratio('revenue', 'orders'), true),
  column('history', 'discount_share', 'share', 'all', ['Rabattanteil', 'discount share'], ['Nachlass am Preis vor Nachlass', 'Discount in the price before discount'], ratio('discount', 'gross')),
  column('history', 'coupon_share', 'share', 'all', ['Bestellungen mit Gutschein', 'orders with a coupon'], ['Anteil der Bestellungen mit Gutschein', 'Share of orders with a coupon'], rate('coupons', 'orders', 2)),
  column('history', 'gap_days', 'days', 'all', ['Tage zwischen Bestellungen', 'days between orders'], ['Mittlerer Abstand der Bestellungen', 'Mean time between orders'], plain('gap_mean'), true),
  column('history', 'gap_spread', 'ratio', 'all', ['Unregelmäßigkeit', 'irregularity'],
    ['Streuung des Abstands der Bestellungen durch sein Mittel: 0 ist regelmäßig', 'Spread of the time between orders over its mean: 0 is regular'], plain('gap_spread')),
  ...(['web', 'app', 'store', 'phone'] as const).map((channel) => column('history', `channel:${channel}`, 'share', 'all', [`Käufe ${CHANNELS[channel][0]}`, `orders ${CHANNELS[channel][1]}`],
    [`Anteil der Bestellungen ${CHANNELS[channel][0]}`, `Share of orders ${CHANNELS[channel][1]}`], rate(`by_${channel}`, 'orders', 2))),
  column('browsing', 'mail_open_share', 'share', 'all', ['Geöffnete Mails', 'opened mails'], ['Anteil geöffneter Mails', 'Share of mails opened'], rate('opens', 'mails', 4)),
  column('browsing', 'mail_click_share', 'share', 'all', ['Angeklickte Mails', 'clicked mails'], ['Anteil der Mails, in denen geklickt wurde', 'Share of mails with a click'], rate('clicks', 'mails', 4)),
  column('experience', 'rating_mean', 'score', 'all', ['Sterne', 'stars'], ['Mittlere Bewertung, 1 bis 5', 'Mean product rating, 1 to 5'], rate('rating_sum', 'ratings', 1)),
  column('experience', 'nps_mean', 'score', 'all', ['Weiterempfehlung', 'recommendation'], ['Mittlere Antwort auf die Frage nach der Weiterempfehlung, 0 bis 10', 'Mean answer to "would you recommend us", 0 to 10'], rate('nps_sum', 'surveys', 1)),
  column('experience', 'nps_last', 'score', 'all', ['Letzte Weiterempfehlung', 'last recommendation'], ['Letzte Antwort auf die Frage nach der Weiterempfehlung', 'Last answer to "would you recommend us"'], plain('nps_last')),
  column('experience', 'contacts_per_order', 'ratio', 'all', ['Anfragen je Bestellung', 'contacts per order'], ['Anfragen beim Kundendienst je Bestellung', 'Contacts with the service per order'], rate('contacts', 'orders', 2)),
  column('experience', 'complaints_per_order', 'ratio', 'all', ['Beschwerden je Bestellung', 'complaints per order'], ['Beschwerden je Bestellung', 'Complaints per order'], rate('complaints', 'orders', 3)),
  column('experience', 'late_share', 'share', 'all', ['Verspätete Lieferungen', 'late deliveries'], ['Anteil verspäteter Lieferungen', 'Share of deliveries that came late'], rate('late', 'deliveries', 3)),
]
