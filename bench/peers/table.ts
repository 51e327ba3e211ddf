import type { Measure } from './ours.ts'
import { pairs } from './pairs.ts'
import { splits } from './readSplits.ts'
import type { PairResult, Results, Side } from './result.ts'

export type Machine = { readonly cores: number; readonly processor: string; readonly memoryGiB: number }

/** One line of a pair for the terminal. */
export function lineOf(result: PairResult): string {
  const { pair, ours, peer } = result
  if ('failed' in ours) return `${pair.name}: ours failed: ${ours.failed}`
  if ('failed' in peer) return `${pair.name}: ours ${secondsOf(ours)}, ${accuracyOf(ours)}; ${pair.peer.name} did not run: ${peer.failed}`
  return `${pair.name}: ours ${secondsOf(ours)}, ${accuracyOf(ours)}; ${pair.peer.name} ${secondsOf(peer)}, ${accuracyOf(peer)}; time ${ratio(ours, peer, wall)}, processor ${ratio(ours, peer, processor)}`
}

/** The page: a table per data set, then versions and how to run it again. */
export function pageOf(results: Results, machine: Machine): string {
  const shown = pairs.flatMap(({ name }) => (name in results ? [results[name]] : []))
  const sections = Object.entries(splits).flatMap(([split, { about }]) => {
    const own = shown.filter(({ pair }) => pair.split === split)
    return own.length === 0 ? [] : [`## ${about}`, '', ...head, ...own.flatMap(rows), '']
  })
  return [
    '# Beside Python peers', '',
    'Made by `npm run bench -- peers FOLDER`, which measures both sides in turn on the same split, each in a process of its own with two threads. Fit is from',
    'the matrix in memory to what is served, starting threads included; ranking is the best 20 of everyone who is judged. Seconds are the median of the runs, the',
    'fastest in brackets; processor seconds are those of all threads, fit and ranking together. The last columns divide the least of the runs, ours by the',
    'peer\'s: below 1 ours took less. One judge reads the rankings of both sides. Item lists are what the product serves; the peers keep matrices or vectors of everyone.', '',
    ...sections, ...limits, '## With', '', ...versionsOf(shown, machine), '',
  ].join('\n')
}

const limits = [
  '## What to know', '',
  '- Below about a second of work, ours pays for starting threads and for code that is compiled as it runs, as on MovieLens-100k.',
  '- scipy multiplies sparse matrices in one thread; blocks of queries are ranked by two threads at once, which it allows.',
  '- The filters, EASE and session kNN in numpy are written from the published formulas for this comparison; GF-CF and BSPM come to the published .1849/.1518 and .1920/.1597 on Gowalla.',
  '- RecBole is left out: its EASE is the closed form measured here, and it brings PyTorch. session-rec is not packaged.', '',
]

const head = [
  '| pair | | fit s | rank s | processor s | peak MB | R@20 | N@20 | time, ours / peer | processor, ours / peer |',
  '|---|---|---|---|---|---|---|---|---|---|',
]

function rows({ pair, ours, peer }: PairResult): string[] {
  const compared = 'failed' in ours || 'failed' in peer ? ['', ''] : [`**${ratio(ours, peer, wall)}**`, ratio(ours, peer, processor)]
  return [row(pair.name, 'Lotse', ours, compared), row(pair.note, pair.peer.name, peer, ['', ''])]
}

function row(first: string, who: string, side: Side, compared: readonly string[]): string {
  const cells = 'failed' in side
    ? [`did not run: ${side.failed}`, '', '', '', '']
    : [
        spread(side.measures, ({ fitSeconds }) => fitSeconds), spread(side.measures, ({ scoreSeconds }) => scoreSeconds),
        spread(side.measures, ({ processorSeconds }) => processorSeconds), Math.round(median(side.measures.map(({ peakMB }) => peakMB))), side.judged.recall.toFixed(4), side.judged.ndcg.toFixed(4),
      ]
  return `| ${[first, who, ...cells, ...compared].join(' | ')} |`
}

function versionsOf(shown: readonly PairResult[], machine: Machine): string[] {
  const versions = new Map<string, Set<string>>()
  for (const { ours, peer } of shown) {
    for (const side of [ours, peer]) {
      if ('failed' in side) continue
      for (const [name, version] of Object.entries(side.measures[0].versions)) versions.set(name, (versions.get(name) ?? new Set()).add(version))
    }
  }
  return [
    `- ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB`,
    ...[...versions].map(([name, found]) => `- ${name} ${[...found].join(' and ')}`),
  ]
}

function secondsOf(side: Extract<Side, { judged: unknown }>): string {
  const [fit, rank, peak] = (['fitSeconds', 'scoreSeconds', 'peakMB'] as const).map((key) => median(side.measures.map((measure) => measure[key])))
  return `${fit.toFixed(2)} + ${rank.toFixed(2)} s, ${Math.round(peak)} MB`
}

function accuracyOf({ judged }: Extract<Side, { judged: unknown }>): string {
  return `R ${judged.recall.toFixed(4)} N ${judged.ndcg.toFixed(4)} MRR ${judged.mrr.toFixed(4)}`
}

function ratio(ours: Extract<Side, { judged: unknown }>, peer: Extract<Side, { judged: unknown }>, seconds: (measure: Measure) => number): string {
  const fastest = (measures: readonly Measure[]): number => Math.min(...measures.map(seconds))
  return (fastest(ours.measures) / fastest(peer.measures)).toFixed(2)
}

function wall({ fitSeconds, scoreSeconds }: Measure): number {
  return fitSeconds + scoreSeconds
}

function processor({ processorSeconds }: Measure): number {
  return processorSeconds
}

function spread(measures: readonly Measure[], of: (measure: Measure) => number): string {
  const values = measures.map(of)
  return values.length === 1 ? values[0].toFixed(2) : `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)})`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
