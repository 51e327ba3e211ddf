import { availableParallelism, cpus, totalmem } from 'node:os'
import { LotseError } from '../../../engine/errors.ts'
import { evaluate, SEARCH_SECONDS, type Evaluation } from '../../evaluate/evaluate.ts'
import type { Figures } from '../../evaluate/figures.ts'
import { evaluateHillstrom } from '../../evaluate/hillstrom/evaluateHillstrom.ts'
import { hillstromLines } from '../../evaluate/hillstrom/lines.ts'
import { engineHere } from '../../evaluate/generators/withTeam.ts'
import { PROTOCOLS } from '../../evaluate/protocols.ts'
import { evaluateShop } from '../../evaluate/shop.ts'
import { shopLines } from '../../evaluate/shopLines.ts'
import type { LotseCommand } from '../command.ts'
import { clock, collectGarbage, peakMemoryMB, processorSeconds, secondsSince, withStore } from '../context.ts'
import type { Output } from '../output.ts'
import { readWhole } from './run.ts'

const names = ['shop', 'hillstrom', ...PROTOCOLS.map(({ name }) => name)].join(', ')

export const evaluateCommand: LotseCommand = {
  usage: 'evaluate <protocol> [path]',
  description: `a public benchmark on your machine: ${names}`,
  options: [['--seed <n>', 'seed of everything random', '1'], ['--search <seconds>', 'what choosing settings may take, by plan: the same number chooses the same on every machine', String(SEARCH_SECONDS)]],
  run: async (output, [name, path], options) => {
    if (name === 'shop') return shop(output, readWhole(String(options.seed), '--seed'))
    if (name === 'hillstrom') return hillstrom(output, path, readWhole(String(options.seed), '--seed'))
    const protocol = PROTOCOLS.find((each) => each.name === name)
    if (protocol === undefined) throw new LotseError('input', 'unknown_protocol', `There is no protocol ${String(name)}. Protocols are ${names}.`)
    if (typeof path !== 'string') throw new LotseError('input', 'path_missing', `evaluate ${protocol.name} needs ${protocol.help}`)
    const seed = readWhole(String(options.seed), '--seed')
    const started = performance.now()
    const bar = output.bar(`evaluate ${protocol.name}`)
    const watch = { seconds: () => performance.now() / 1000, processorSeconds, peakMB: peakMemoryMB, settle: collectGarbage }
    const evaluation = await evaluate(protocol, path, seed, bar.update, { watch, searchSeconds: readWhole(String(options.search), '--search') })
    bar.stop()
    const whole = { ...evaluation, seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(), hardware: hardware() }
    output.result(whole, () => [...lines(evaluation), `${whole.seconds} s (${costOf(evaluation)}), ${whole.peakMemoryMB} MB, ${whole.hardware}`])
  },
}

/** The database itself as the data: it needs no path. */
async function shop(output: Output, seed: number): Promise<void> {
  const started = performance.now()
  const bar = output.bar('evaluate shop')
  const evaluation = await withStore((store) => evaluateShop(store, seed, clock(), bar.update))
  bar.stop()
  const whole = { ...evaluation, seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(), hardware: hardware() }
  output.result(whole, () => [...shopLines(evaluation), '', `${whole.seconds} s, ${whole.peakMemoryMB} MB, ${whole.hardware}`])
}

/** A randomised test of e-mails: uplift, not rankings, so its figures have a shape of their own. */
async function hillstrom(output: Output, path: unknown, seed: number): Promise<void> {
  if (typeof path !== 'string') throw new LotseError('input', 'path_missing', 'evaluate hillstrom needs the folder of hillstrom.csv (MineThatData e-mail analytics challenge, 2008)')
  const started = performance.now()
  const bar = output.bar('evaluate hillstrom')
  const evaluation = await evaluateHillstrom(path, seed, bar.update)
  bar.stop()
  const whole = { ...evaluation, seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(), hardware: hardware() }
  output.result(whole, () => [...hillstromLines(evaluation), '', `${whole.seconds} s, ${whole.peakMemoryMB} MB, ${whole.hardware}`])
}

function costOf({ cost }: Evaluation): string {
  return Object.entries(cost?.seconds ?? {}).map(([part, seconds]) => `${part} ${seconds} s`).join(', ')
}

function hardware(): string {
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, kernels on ${engineHere()}`
}

function lines({ protocol, data, result, baselines, gains, chosen, validation }: Evaluation): string[] {
  const row = (name: string, figures: Figures) =>
    `${name.padEnd(32)} ${Object.keys(figures.intervals).map((metric) => `${metric} ${Number(figures[metric]).toFixed(4)} [${figures.intervals[metric].map((end) => end.toFixed(4)).join(', ')}]`).join('   ')}`
  return [
    `${protocol}: ${data.split}; masked: ${data.masked}. n = ${result.n}`,
    row(chosen, result),
    ...Object.entries(baselines).map(([name, figures]) => row(name, figures)),
    ...Object.entries(gains).map(([name, gain]) =>
      `gain over ${name}: ${Object.entries(gain).map(([metric, { mean, low, high }]) => `${metric} ${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`).join('   ')}`),
    `settings chosen by ${validation.metric} on ${validation.cut} (n = ${validation.n})`,
  ]
}
