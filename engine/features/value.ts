import { expectedPurchases, probabilityAlive } from '../../models/clv/bgNbd.ts'
import { customerValue } from '../../models/clv/customerValue.ts'
import { medianWaitIfAlive } from '../../models/clv/nextPurchase.ts'
import { column, plain, type ColumnRecipe } from './column.ts'
import { putFigure, readInto, type Raw, type RawRow } from './raw.ts'
import type { Scope } from './scope.ts'
import type { RfmCuts, ValueBasis } from './valueBasis.ts'

const COUNTS = ['order_days']
const FIGURES = ['first_order_days', 'last_order_days', 'net', 'repeat_net', 'loose_returns']

/**
 * When somebody bought and what of it stayed bought. Orders of one day are one purchase; a cancelled order is none. What came back is taken from
 * the order it names, never below 0; `loose_returns` name no order of theirs, and are taken from all of them in proportion (see meanRepeatSpend).
 */
export async function readValue(raw: Raw, scope: Scope): Promise<void> {
  const { tx, asOf, zone, log } = scope
  await readInto(raw, scope, tx<RawRow[]>`
    with told as (
      select p.person_id, e.name, e.order_id, coalesce(e.order_id, e.event_id::text) id, e.amount, (e.occurred_at at time zone ${zone})::date as day
      from ${log('events')} where e.name in ('Order Completed', 'Order Refunded', 'Order Cancelled')),
    sold as (select person_id, id, min(day) as day, sum(amount) amount from told where name = 'Order Completed' group by person_id, id),
    back as (select person_id, id, sum(amount) filter (where name = 'Order Refunded') amount, bool_or(name = 'Order Cancelled') cancelled from told where name <> 'Order Completed' group by person_id, id),
    kept as (
      select person_id, day, sum(case when s.amount is not null then greatest(s.amount - coalesce(b.amount, 0), 0) end) net
      from sold s left join back b using (person_id, id) where b.cancelled is not true group by person_id, day),
    first as (select *, day = min(day) over (partition by person_id) as is_first from kept),
    loose as (select person_id, sum(b.amount) amount from back b left join sold s using (person_id, id) where s.id is null group by person_id)
    select person_id, count(*)::float8 order_days, ((${asOf}::timestamptz at time zone ${zone})::date - min(day))::float8 first_order_days,
      ((${asOf}::timestamptz at time zone ${zone})::date - max(day))::float8 last_order_days, sum(net)::float8 net, sum(net) filter (where not is_first)::float8 repeat_net,
      coalesce(min(loose.amount), 0)::float8 loose_returns
    from first left join loose using (person_id) group by person_id`, COUNTS, FIGURES)
}

/** What the purchase models want to know of row i: x purchases after the first, the last of them t_x days after it, T days of being a customer; null for who never bought. */
export function historyOf(raw: Raw, i: number): { readonly x: number; readonly tx: number; readonly T: number } | null {
  const days = raw.counts.get('order_days')![i]!
  const T = raw.figures.get('first_order_days')![i]!
  return days === 0 ? null : { x: days - 1, tx: T - raw.figures.get('last_order_days')![i]!, T }
}

/** Of what was bought the share that did not come back without saying from where; NaN without prices. */
function keptShare(raw: Raw, i: number): number {
  const net = raw.figures.get('net')![i]!
  if (Number.isNaN(net)) return NaN
  return net > 0 ? Math.max(0, 1 - raw.figures.get('loose_returns')![i]! / net) : 0
}

/** z̄: net money of a purchase after the first; 0 without one, NaN without prices. */
export function meanRepeatSpend(raw: Raw, i: number): number {
  const x = raw.counts.get('order_days')![i]! - 1
  return x > 0 ? (keptShare(raw, i) * raw.figures.get('repeat_net')![i]!) / x : 0
}

/** Net money of a purchase, the first included; NaN without any, or without prices. */
export function netOrderValue(raw: Raw, i: number): number {
  return (keptShare(raw, i) * raw.figures.get('net')![i]!) / raw.counts.get('order_days')![i]!
}

/** Figures of value by the models of the shop. */
export function putValue(raw: Raw, { cuts, purchases, spend }: ValueBasis): void {
  putFigure(raw, 'net_order_value', (i) => netOrderValue(raw, i))
  if (cuts !== null) for (const score of SCORES) putFigure(raw, `rfm_${score}`, (i) => scoreOf(score, rfmOf(raw, i)[score], cuts))
  if (purchases === null) return
  const ofBuyers = (name: string, valueOf: (x: number, tx: number, T: number, i: number) => number | null) => putFigure(raw, name, (i) => {
    const history = historyOf(raw, i)
    return history === null ? null : valueOf(history.x, history.tx, history.T, i)
  })
  ofBuyers('alive', (x, tx, T) => probabilityAlive(purchases, x, tx, T))
  ofBuyers('orders_next_90d', (x, tx, T) => expectedPurchases(purchases, x, tx, T, 90))
  ofBuyers('orders_next_365d', (x, tx, T) => expectedPurchases(purchases, x, tx, T, 365))
  ofBuyers('next_order_days', (x, _tx, T) => medianWaitIfAlive(purchases, x, T))
  if (spend === null) return
  ofBuyers('clv_365d', (x, tx, T, i) => {
    const mean = meanRepeatSpend(raw, i)
    return Number.isNaN(mean) ? null : customerValue(purchases, spend, x, tx, T, mean, 365)
  })
}

export const SCORES = ['recency', 'frequency', 'money'] as const
export type Score = (typeof SCORES)[number]

/** The three figures that are scored: days since the last order, days with an order, net money per order. */
export function rfmOf(raw: Raw, i: number): Readonly<Record<Score, number>> {
  return { recency: raw.figures.get('last_order_days')![i]!, frequency: raw.counts.get('order_days')![i]!, money: netOrderValue(raw, i) }
}

/** 1 to 5 by the fifths of those who ever bought; 5 is lately, often, much. Who is level with a border stays below it. */
function scoreOf(score: Score, value: number, cuts: RfmCuts): number | null {
  if (Number.isNaN(value) || (score === 'frequency' && value === 0)) return null
  const above = cuts[score].filter((cut) => value > cut).length
  return score === 'recency' ? 5 - above : 1 + above
}

const RFM: Readonly<Record<Score, readonly [label: readonly [string, string], meaning: readonly [string, string]]>> = {
  recency: [['R: wie kürzlich', 'R: how lately'], ['Fünftel nach den Tagen seit der letzten Bestellung: 5 sind die jüngsten', 'Fifth by the days since the last order: 5 are the latest']],
  frequency: [['F: wie oft', 'F: how often'], ['Fünftel nach der Zahl der Tage mit einer Bestellung: 5 sind die häufigsten', 'Fifth by the number of days with an order: 5 are the most frequent']],
  money: [['M: wie viel', 'M: how much'], ['Fünftel nach dem Wert je Bestellung: 5 sind die größten', 'Fifth by the value per order: 5 are the largest']],
}

export function valueColumns({ cuts, purchases, spend }: ValueBasis): ColumnRecipe[] {
  const always = [
    column('value', 'last_order_days', 'days', 'all', ['Tage seit der letzten Bestellung', 'days since the last order'], ['Tage seit dem letzten Kauf, der nicht storniert wurde', 'Days since the last order that was not cancelled'], plain('last_order_days'), true),
    column('value', 'net_order_value', 'money', 'all', ['Wert je Bestellung nach Retouren', 'value per order after returns'], ['Was von einer Bestellung im Mittel bezahlt blieb; Bestellungen eines Tages sind eine', 'What stayed paid of an order on average; orders of one day are one'], plain('net_order_value'), true),
  ]
  const scores = cuts === null ? [] : SCORES.map((score) => column('value', `rfm_${score}`, 'score', 'all', RFM[score][0], RFM[score][1], plain(`rfm_${score}`)))
  const future = purchases === null ? [] : [
    column('value', 'alive', 'share', 'now', ['Wahrscheinlich noch Kundschaft', 'probably still a customer'], ['Wahrscheinlichkeit, noch Kundin oder Kunde zu sein (BG/NBD); wer erst einmal gekauft hat, gilt darin als geblieben', 'Probability of still being a customer (BG/NBD), which takes everybody who bought only once for one'], plain('alive')),
    column('value', 'orders_next_90d', 'count', 'next 90 d', ['Erwartete Bestellungen im Quartal', 'expected orders a quarter'], ['Erwartete Bestellungen der nächsten 90 Tage (BG/NBD)', 'Expected orders of the next 90 days (BG/NBD)'], plain('orders_next_90d'), true),
    column('value', 'orders_next_365d', 'count', 'next 365 d', ['Erwartete Bestellungen im Jahr', 'expected orders a year'], ['Erwartete Bestellungen der nächsten 365 Tage (BG/NBD)', 'Expected orders of the next 365 days (BG/NBD)'], plain('orders_next_365d'), true),
  ]
  const next = purchases === null ? [] : [
    column('value', 'next_order_days', 'days', 'now', ['Tage bis zur nächsten Bestellung', 'days until the next order'], ['Nach so vielen Tagen hat die Hälfte derer, die noch Kundschaft sind, wieder bestellt (BG/NBD)', 'After so many days half of those who are still customers will have ordered again (BG/NBD)'], plain('next_order_days'), true),
  ]
  const money = purchases === null || spend === null ? [] : [
    column('value', 'clv_365d', 'money', 'next 365 d', ['Erwarteter Umsatz im Jahr', 'expected revenue a year'], ['Kundenwert: erwartete Bestellungen der nächsten 365 Tage mal erwarteter Wert einer Bestellung nach Retouren (BG/NBD und Gamma-Gamma), nicht abgezinst, Umsatz statt Marge', 'Customer lifetime value: expected orders of the next 365 days times the expected value of one after returns (BG/NBD and Gamma-Gamma), not discounted, revenue rather than margin'], plain('clv_365d'), true),
  ]
  return [...always, ...scores, ...future, ...next, ...money]
}
