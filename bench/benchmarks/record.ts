import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Values = z.record(z.string(), z.number())
const Facts = z.record(z.string(), z.union([z.number(), z.string()]))
const Intervals = z.record(z.string(), z.tuple([z.number(), z.number()]))
const Contender = z.object({ value: z.number().nullable(), tried: z.number().optional(), leftOut: z.number().optional(), settings: z.json() })

/** What `lotse evaluate --json` prints, as far as the page needs it. */
const Evaluated = z.object({
  protocol: z.string(),
  data: Facts.and(z.object({ split: z.string(), masked: z.string() })),
  result: z.object({ n: z.number(), intervals: Intervals }).catchall(z.union([z.number(), Intervals])),
  baselines: z.record(z.string(), z.object({ intervals: Intervals }).catchall(z.union([z.number(), Intervals]))),
  chosen: z.string(),
  settings: z.json(),
  validation: z.object({ cut: z.string(), metric: z.string(), n: z.number(), reached: z.record(z.string(), Contender) }),
  seed: z.number(),
  cost: z.object({ seconds: Values, processorSeconds: Values, peakMB: Values }),
  seconds: z.number(),
  hardware: z.string(),
})

const Recorded = z.object({
  name: z.string(),
  date: z.iso.date(),
  protocol: z.string(), split: z.string(), masked: z.string(), seed: z.number(), n: z.number(),
  counts: Facts,
  figures: Values, intervals: Intervals,
  baselines: z.record(z.string(), Values),
  chosen: z.string(), settings: z.json(),
  validation: z.object({ cut: z.string(), metric: z.string(), n: z.number(), reached: z.record(z.string(), z.object({ value: z.number().nullable(), tried: z.number().optional(), leftOut: z.number().optional() })) }),
  seconds: Values, processorSeconds: Values.optional(), peakMB: Values, hardware: z.string(),
})

/** One run of one data set. */
export type Recorded = z.infer<typeof Recorded>

export function recordOf(name: string, date: string, printed: string): Recorded {
  const { protocol, data: { split, masked, path: _, ...counts }, result, baselines, chosen, settings, validation, seed, cost, seconds, hardware } = Evaluated.parse(JSON.parse(printed))
  return {
    name, date, protocol, split, masked, seed, n: result.n, counts,
    figures: valuesOf(result), intervals: result.intervals,
    baselines: Object.fromEntries(Object.entries(baselines).map(([each, figures]) => [each, valuesOf(figures)])),
    chosen, settings,
    validation: { ...validation, reached: Object.fromEntries(Object.entries(validation.reached).map(([each, { value, tried, leftOut }]) => [each, { value, tried, leftOut }])) },
    seconds: { ...cost.seconds, total: seconds }, processorSeconds: cost.processorSeconds, peakMB: cost.peakMB, hardware,
  }
}

/** The values of the metrics, which are those with an interval. */
function valuesOf(figures: { readonly intervals: z.infer<typeof Intervals>; readonly [name: string]: number | z.infer<typeof Intervals> }): { [metric: string]: number } {
  return Object.fromEntries(Object.keys(figures.intervals).map((metric) => [metric, Number(figures[metric])]))
}

/** By name; none where there is no file. */
export function readRecords(file: string): Map<string, Recorded> {
  if (!existsSync(file)) return new Map()
  return new Map(z.array(Recorded).parse(JSON.parse(readFileSync(file, 'utf8'))).map((each) => [each.name, each]))
}

/** A line each, so that a run changes the lines of what was run. */
export function writeRecords(file: string, records: Iterable<Recorded>): void {
  writeFileSync(file, `[\n${[...records].map((each) => JSON.stringify(each)).join(',\n')}\n]\n`)
}
