import { availableParallelism, cpus, totalmem } from 'node:os'
import { LotseError } from '../../../engine/errors.ts'
import { evaluate, SEARCH_SECONDS, type Evaluation } from '../../evaluate/evaluate.ts'
import type { Figures } from '../../evaluate/figures.ts'
import { engineHere } from '../../evaluate/generators/withTeam.ts'
import { PROTOCOLS } from '../../evaluate/protocols.ts'
import { STUDIES } from '../../evaluate/studies.ts'
import type { Studied, Study } from '../../evaluate/study.ts'
import type { LotseCommand } from '../command.ts'
import { collectGarbage, peakMemoryMB, processorSeconds, secondsSince } from '../context.ts'
import type { Output } from '../output.ts'
import { readWhole } from './run.ts'

const DEFAULT_SEED = 1

const names = [...STUDIES, ...PROTOCOLS].map(({ name }) => name).join(', ')

export const evaluateCommand: LotseCommand = {
  usage: 'evaluate <protocol> [path]',
  description: `a public benchmark on your machine: ${names}`,
  options: [['--seed <n>', 'seed of everything random (1; some repeat themselves under several)'], ['--search <seconds>', 'what choosing settings may take, by plan: the same number chooses the same on every machine', String(SEARCH_SECONDS)]],
  run: async (output, [name, path], options) => {
    const study = STUDIES.find((each) => each.name === name)
    const given = options.seed === undefined ? null : readWhole(String(options.seed), '--seed')
    if (study !== undefined) return runStudy(output, study, path, given === null ? study.seeds ?? [DEFAULT_SEED] : [given])
    const protocol = PROTOCOLS.find((each) => each.name === name)
    if (protocol === undefined) throw new LotseError('input', 'unknown_protocol', `There is no protocol ${String(name)}. Protocols are ${names}.`)
    if (typeof path !== 'string') throw new LotseError('input', 'path_missing', `evaluate ${protocol.name} needs ${protocol.help}`)
    const seed = given ?? DEFAULT_SEED
    const started = performance.now()
    const bar = output.bar(`evaluate ${protocol.name}`)
    const watch = { seconds: () => performance.now() / 1000, processorSeconds, peakMB: peakMemoryMB, settle: collectGarbage }
    const evaluation = await evaluate(protocol, path, seed, bar.update, { watch, searchSeconds: readWhole(String(options.search), '--search') })
    bar.stop()
    const whole = { ...evaluation, seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(), hardware: hardware() }
    output.result(whole, () => [...lines(evaluation), `${whole.seconds} s (${costOf(evaluation)}), ${whole.peakMemoryMB} MB, ${whole.hardware}`])
  },
}

/** One whose figures are no rankings: it says itself what a person reads. Under several seeds, one after the other. */
async function runStudy(output: Output, study: Study, path: unknown, seeds: readonly number[]): Promise<void> {
  if (typeof path !== 'string' && study.help !== null && study.optional !== true) throw new LotseError('input', 'path_missing', `evaluate ${study.name} needs ${study.help}`)
  const started = performance.now()
  const bar = output.bar(`evaluate ${study.name}`)
  const studied: Studied[] = []
  for (const seed of seeds) {
    const done = studied.length
    studied.push(await study.run(typeof path === 'string' ? path : '', seed, (share, words) => bar.update((done + share) / seeds.length, words)))
  }
  bar.stop()
  const [first] = studied
  const value = first !== undefined && studied.length === 1 ? first.value : { protocol: study.name, repeated: studied.map((each) => each.value) }
  const whole = { ...value, seconds: secondsSince(started), peakMemoryMB: peakMemoryMB(), hardware: hardware() }
  output.result(whole, () => [...studied.flatMap((each) => each.lines()), '', `${whole.seconds} s, ${whole.peakMemoryMB} MB, ${whole.hardware}`])
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
