import { column, rate, ratio, plain, type ColumnRecipe } from './column.ts'
import { readInto, type Raw, type RawRow } from './raw.ts'
import type { Scope } from './scope.ts'

/** Events by which a person shows themself in a shop; a delivered parcel or mail is not one. */
export const BROWSING = ['Products Searched', 'Product List Viewed', 'Product List Filtered', 'Product Clicked', 'Product Viewed', 'Product Added', 'Product Removed',
  'Product Added to Wishlist', 'Cart Viewed', 'Checkout Started', 'Checkout Step Viewed', 'Coupon Applied']

const COUNTS = ['visits', 'visits_30d', 'visits_90d', 'sessions', 'browse_events', 'session_searches', 'searching', 'lists', 'weekend', 'morning', 'midday', 'afternoon', 'evening', 'night', 'mobile', 'desktop', 'tablet', 'with_device']
const FIGURES = ['recency_days', 'tenure_days', 'visit_gap_mean', 'visit_gap_spread']

/**
 * A visit ends after 30 minutes without a sign of life (as in Google Analytics). Hours, weekdays and devices count visits, so that a long
 * one weighs no more. The first thing of a visit says when and on what it was; of two at the same moment the one with the lower id.
 */
export async function readVisits(raw: Raw, scope: Scope): Promise<void> {
  const { tx, asOf, zone, log } = scope
  await readInto(raw, scope, tx<RawRow[]>`
    with act as (
      select p.person_id, e.occurred_at, e.event_id, e.device, e.name <> 'Order Completed' as browse, e.name = 'Products Searched' as search, e.name = 'Product List Viewed' as list
      from ${log('events')}
      where e.type in ('page', 'screen') or e.name = any(${[...BROWSING, 'Order Completed']})),
    step as (
      select *, coalesce(occurred_at - lag(occurred_at) over (partition by person_id order by occurred_at, event_id) > interval '30 minutes', true) as starts from act),
    numbered as (
      select *, count(*) filter (where starts) over (partition by person_id order by occurred_at, event_id) as visit from step),
    visit as (
      select person_id, min(occurred_at) began, max(occurred_at) ended, bool_or(starts and browse) online, max(device) filter (where starts) device,
        count(*) filter (where browse) steps, count(*) filter (where search) searches, count(*) filter (where list) lists
      from numbered group by person_id, visit),
    timed as (
      select *, extract(hour from began at time zone ${zone}) as hour, extract(isodow from began at time zone ${zone}) as day,
        extract(epoch from began - lag(began) over (partition by person_id order by began)) / 86400 as gap from visit)
    select person_id, count(*)::float8 visits, count(*) filter (where began > ${asOf}::timestamptz - interval '30 days')::float8 visits_30d,
      count(*) filter (where began > ${asOf}::timestamptz - interval '90 days')::float8 visits_90d, count(*) filter (where online)::float8 sessions,
      sum(steps)::float8 browse_events, sum(searches)::float8 session_searches, count(*) filter (where online and searches > 0)::float8 searching, sum(lists)::float8 lists,
      count(*) filter (where day > 5)::float8 weekend,
      count(*) filter (where hour >= 5 and hour < 11)::float8 morning, count(*) filter (where hour >= 11 and hour < 14)::float8 midday,
      count(*) filter (where hour >= 14 and hour < 18)::float8 afternoon, count(*) filter (where hour >= 18 and hour < 22)::float8 evening,
      count(*) filter (where hour >= 22 or hour < 5)::float8 night,
      count(*) filter (where device = 'mobile')::float8 mobile, count(*) filter (where device = 'desktop')::float8 desktop,
      count(*) filter (where device = 'tablet')::float8 tablet, count(*) filter (where device is not null)::float8 with_device,
      avg(gap)::float8 visit_gap_mean, (stddev_samp(gap) / nullif(avg(gap), 0))::float8 visit_gap_spread,
      extract(epoch from ${asOf}::timestamptz - max(ended))::float8 / 86400 recency_days,
      extract(epoch from ${asOf}::timestamptz - min(began))::float8 / 86400 tenure_days
    from timed group by person_id`, COUNTS, FIGURES)
}

/** Visits that weigh as much as the shop's own rate. */
const PRIOR = 2

export const visitColumns: readonly ColumnRecipe[] = [
  column('history', 'recency_days', 'days', 'all', ['Tage seit dem letzten Besuch', 'days since the last visit'],
    ['Tage seit dem letzten Besuch oder Kauf', 'Days since the last visit or order'], plain('recency_days'), true),
  column('history', 'tenure_days', 'days', 'all', ['Tage seit dem ersten Besuch', 'days since the first visit'],
    ['Tage seit dem ersten Besuch oder Kauf', 'Days since the first visit or order'], plain('tenure_days')),
  column('history', 'weekend_share', 'share', 'all', ['Besuche am Wochenende', 'weekend visits'],
    ['Anteil der Besuche an Samstag und Sonntag', 'Share of visits on Saturday and Sunday'], rate('weekend', 'visits', PRIOR)),
  column('browsing', 'sessions', 'count', 'all', ['Besuche im Netz', 'online visits'],
    ['Besuche im Netz oder in der App; 30 Minuten Pause beenden einen', 'Visits on web or app; 30 minutes of silence end one'], plain('sessions'), true),
  column('browsing', 'visits_30d', 'count', '30 d', ['Besuche im Monat', 'visits a month'], ['Besuche und Käufe der letzten 30 Tage', 'Visits and orders of the last 30 days'], plain('visits_30d'), true),
  column('browsing', 'visits_90d', 'count', '90 d', ['Besuche im Quartal', 'visits a quarter'], ['Besuche und Käufe der letzten 90 Tage', 'Visits and orders of the last 90 days'], plain('visits_90d'), true),
  column('browsing', 'visit_gap_days', 'days', 'all', ['Tage zwischen Besuchen', 'days between visits'], ['Mittlerer Abstand der Besuche', 'Mean time between visits'], plain('visit_gap_mean'), true),
  column('browsing', 'visit_gap_spread', 'ratio', 'all', ['Unregelmäßigkeit der Besuche', 'irregularity of visits'],
    ['Streuung des Abstands der Besuche durch sein Mittel: 0 ist regelmäßig', 'Spread of the time between visits over its mean: 0 is regular'], plain('visit_gap_spread')),
  column('browsing', 'depth', 'count', 'all', ['Schritte je Besuch', 'steps per visit'],
    ['Seiten und Handgriffe je Besuch', 'Pages and actions per visit'], ratio('browse_events', 'sessions'), true),
  column('browsing', 'searches_per_session', 'count', 'all', ['Suchen je Besuch', 'searches per visit'],
    ['Benutzte Suche je Besuch', 'Uses of the search box per visit'], rate('session_searches', 'sessions', PRIOR)),
  column('browsing', 'search_share', 'share', 'all', ['Besuche mit Suche', 'visits with a search'], ['Anteil der Besuche im Netz, in denen gesucht wurde', 'Share of online visits in which the search box was used'], rate('searching', 'sessions', PRIOR)),
  column('browsing', 'lists_per_session', 'count', 'all', ['Listen je Besuch', 'lists per visit'],
    ['Angesehene Warenlisten je Besuch', 'Product lists looked through per visit'], rate('lists', 'sessions', PRIOR)),
  ...share('device', 'with_device', { mobile: ['Handy', 'smartphone'], desktop: ['Rechner', 'desktop'], tablet: ['Tablet', 'tablet'] }),
  ...share('hour', 'visits', {
    morning: ['morgens (5–11 Uhr)', 'morning (5–11)'], midday: ['mittags (11–14 Uhr)', 'midday (11–14)'], afternoon: ['nachmittags (14–18 Uhr)', 'afternoon (14–18)'],
    evening: ['abends (18–22 Uhr)', 'evening (18–22)'], night: ['nachts (22–5 Uhr)', 'night (22–5)'],
  }),
]

function share(kind: string, per: string, names: Readonly<Record<string, readonly [de: string, en: string]>>): ColumnRecipe[] {
  return Object.entries(names).map(([name, [de, en]]) => column('browsing', `${kind}:${name}`, 'share', 'all', [`Besuche ${kind === 'hour' ? de : `am ${de}`}`, `${en} visits`],
    [`Anteil der Besuche: ${de}`, `Share of visits: ${en}`], rate(name, per, PRIOR)))
}
