import type { Rng } from '../../models/rng.ts'
import { day } from './clock.ts'
import { chance, poisson, uniform } from './draw.ts'

/** What happens to an article over the months: launch, retirement, prices, sales and stock-outs. Times are epoch milliseconds. */
export type History = {
  readonly launchedAt: number
  /** Infinity while it is sold. */
  readonly retiredAt: number
  /** Price steps, ascending by time; the first holds from ever. */
  readonly prices: readonly { readonly from: number; readonly price: number }[]
  readonly sales: readonly Span[]
  readonly outages: readonly Span[]
}
export type Span = { readonly from: number; readonly until: number }

/** One in six arrives during the window, one in twelve leaves it; up to three sales, perhaps a rise, up to three stock-outs of 4–20 days. */
export function drawHistory(rng: Rng, list: number, start: number, until: number): History {
  const launchedAt = chance(rng, 1 / 6) ? uniform(rng, start + 20 * day, until - 40 * day) : start - uniform(rng, 30, 900) * day
  const first = Math.max(start, launchedAt)
  const leaves = chance(rng, 1 / 12) && until - first > 200 * day
  const retiredAt = leaves ? uniform(rng, first + 150 * day, until) : Infinity
  const sales = drawSpans(rng, poisson(rng, 1.6), 3, first, until, 10, 28)
  return {
    launchedAt: Math.floor(launchedAt),
    retiredAt: leaves ? Math.floor(retiredAt) : Infinity,
    prices: priceSteps(rng, list, sales, first, until),
    sales,
    outages: drawSpans(rng, poisson(rng, 0.7), 3, first, until, 4, 20),
  }
}

/** Spans that do not overlap, ascending. */
function drawSpans(rng: Rng, count: number, most: number, start: number, until: number, shortest: number, longest: number): Span[] {
  const spans: Span[] = []
  const starts = Array.from({ length: Math.min(count, most) }, () => uniform(rng, start, until)).sort((a, b) => a - b)
  for (const from of starts) {
    const last = spans.at(-1)
    if (last && from < last.until + 14 * day) continue
    spans.push({ from: Math.floor(from), until: Math.floor(from + uniform(rng, shortest, longest) * day) })
  }
  return spans
}

function priceSteps(rng: Rng, list: number, sales: readonly Span[], start: number, until: number): { from: number; price: number }[] {
  const wish = chance(rng, 0.35) ? uniform(rng, start, until) : Infinity
  // A rise waits for the end of a sale, or the sale would end early.
  const raiseAt = sales.find((sale) => sale.from <= wish && wish < sale.until)?.until ?? wish
  const raised = toCents(list * uniform(rng, 1.03, 1.09))
  const regular = (at: number) => (at >= raiseAt ? raised : list)
  const steps = [{ from: -Infinity, price: list }]
  if (raiseAt < until) steps.push({ from: Math.floor(raiseAt), price: raised })
  for (const sale of sales) {
    steps.push({ from: sale.from, price: toCents(regular(sale.from) * uniform(rng, 0.7, 0.88)) })
    steps.push({ from: sale.until, price: regular(sale.until) })
  }
  return steps.sort((a, b) => a.from - b.from)
}

export function toCents(amount: number): number {
  return Math.round(amount * 100) / 100
}
