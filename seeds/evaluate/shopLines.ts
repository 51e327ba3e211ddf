import type { Interval } from '../../models/bootstrap.ts'
import type { ListFigures } from '../../engine/recommender/report/listFigures.ts'
import type { Promises } from '../../engine/recommender/report/promises.ts'
import type { Slices } from '../../engine/recommender/report/slices.ts'
import type { ShopEvaluation } from './shop.ts'

/** Title of each figure, in the order of the table; accuracy stands above it. */
const FIGURES: readonly (readonly [keyof ListFigures, string])[] = [
  ['coverage', 'coverage of the catalogue'], ['gini', 'Gini of exposure'], ['entropy', 'entropy of exposure, bits'],
  ['personalisation', 'personalisation'], ['novelty', 'novelty, bits'], ['diversity', 'diversity by category'], ['attributeDiversity', 'diversity by attributes'], ['popularity', 'owners of what is shown'],
  ['tailShare', 'share of the long tail'], ['popularityLift', 'popularity lift'], ['popularityDeviation', 'popularity deviation, bits'],
  ['miscalibration', 'miscalibration, nats'], ['serendipity', 'serendipity'],
]
const TITLE = 30
const COLUMN = 28

/** The evaluation in lines for a person. */
export function shopLines({ data, result, baselines, chosen, gains, report }: ShopEvaluation): string[] {
  const { served, popularity } = report.lists
  const judged = (title: string, { 'hr@20': hr, 'ndcg@20': ndcg, intervals }: typeof result) =>
    `${title.padEnd(TITLE)}NDCG@20 ${range(ndcg, intervals['ndcg@20'])}   HR@20 ${range(hr, intervals['hr@20'])}`
  return [
    `shop: ${data.split}. n = ${result.n}`,
    judged(`served: ${chosen}`, result), ...Object.entries(baselines).map(([name, figures]) => judged(name, figures)),
    `gain over popularity: NDCG@20 ${interval(gains.gain['ndcg@20'])}   HR@20 ${interval(gains.gain['hr@20'])}`,
    '', `${'lists of 20'.padEnd(TITLE)}${'served'.padEnd(COLUMN)}popularity`,
    ...FIGURES.map(([key, title]) => `${title.padEnd(TITLE)}${cell(served[key]).padEnd(COLUMN)}${cell(popularity[key])}`),
    ...report.slices.flatMap(sliceLines),
    ...(report.chances === null ? [] : chanceLines(report.chances)),
  ]
}

function sliceLines({ name: by, slices, hidden }: Slices): string[] {
  const width = 2 + slices.reduce((most, { name }) => Math.max(most, name.length), `NDCG@20 by ${by}`.length)
  return [
    '', `${`NDCG@20 by ${by}`.padEnd(width)}     n  ${'served'.padEnd(COLUMN)}${'popularity'.padEnd(COLUMN)}gain`,
    ...slices.map(({ name, n, served, popularity, gain }) =>
      `${name.padEnd(width)}${String(n).padStart(6)}  ${interval(served['ndcg@20']).padEnd(COLUMN)}${interval(popularity['ndcg@20']).padEnd(COLUMN)}${interval(gain)}`),
    ...(hidden === 0 ? [] : [`${hidden} of fewer than 20 customers not shown`]),
  ]
}

function chanceLines({ n, predicted, observed, ece, brier, table }: Promises): string[] {
  return [
    '', `chances of the ranker, n = ${n} candidates: promised ${digits(predicted)}, bought ${digits(observed)}, ECE ${cell(ece)}, Brier ${cell(brier)}`,
    `promised / bought by tenths: ${table.map((bin) => `${digits(bin.predicted)} / ${digits(bin.observed)}`).join(', ')}`,
  ]
}

function cell(value: number | Interval | null): string {
  return value === null ? '–' : typeof value === 'number' ? digits(value) : interval(value)
}

function interval({ mean, low, high }: Interval): string {
  return range(mean, [low, high])
}

function range(mean: number, [low, high]: readonly [number, number]): string {
  return `${digits(mean)} [${digits(low)}, ${digits(high)}]`
}

function digits(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(Math.abs(value) >= 10 ? 2 : 4)
}
