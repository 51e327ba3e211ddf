import { sensitiveAssociation } from '../models/association/sensitiveAssociation.ts'
import { suppress } from '../models/disclosure/suppress.ts'
import { alarmsOf } from '../models/drift/alarms.ts'
import { countRows, driftOf, emptyCounts, fitColumnBins } from '../models/drift/featureDrift.ts'
import { gaussian, integer } from '../models/draws.ts'
import { exemplarOf } from '../models/exemplar.ts'
import { createMatrix, type Matrix } from '../models/matrix.ts'
import { migrationOf } from '../models/migration.ts'
import { createRng, type Rng } from '../models/rng.ts'
import { fitRules, fitRuleSets } from '../models/tree/fitRules.ts'

/** What explaining and guarding personas costs at the size of a shop, and how many false alarms a year without change brings. */

function measured(what: string, work: () => string): Record<string, string | number> {
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  const result = work()
  const { user, system } = process.cpuUsage(cpu)
  return { what, 'wall s': round((performance.now() - started) / 1000), 'CPU s': round((user + system) / 1e6), result }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

const GROUPS = 8

/** Eight groups, each high in its own few of 60 columns; one value in twenty is missing. */
function shop(rows: number, rng: Rng): { x: Matrix; labels: Int32Array } {
  const x = createMatrix(rows, 60)
  const labels = Int32Array.from({ length: rows }, () => integer(rng, GROUPS))
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 60; j++) {
      const own = j % GROUPS === labels[i] ? 1 : 0
      x.data[i * 60 + j] = rng() < 0.05 ? NaN : j % 3 === 0 ? integer(rng, 5) + 2 * own : Math.exp(2 * rng() + own)
    }
  }
  return { x, labels }
}

function counted(x: Matrix, y: Matrix, rng: Rng) {
  const bins = fitColumnBins(x, rng)
  const [before, now] = [emptyCounts(bins), emptyCounts(bins)]
  countRows(bins, before, x)
  countRows(bins, now, y)
  return driftOf(before, now)
}

function alarmsWithoutChange(years: number, falsePerYear: number): string {
  const rng = createRng('no change')
  const month = () => {
    const x = createMatrix(500, 20)
    for (let i = 0; i < 500; i++) for (let j = 0, root = gaussian(rng); j < 20; j++) x.data[i * 20 + j] = root + gaussian(rng)
    return x
  }
  let [alarms, last] = [0, month()]
  for (let run = 0; run < 12 * years; run++) {
    const now = month()
    alarms += alarmsOf(counted(last, now, rng), [], { days: 365 / 12, falsePerYear, leastPsi: 0 }).features.length
    last = now
  }
  return `${alarms / years} a year, ${falsePerYear} allowed`
}

const { x, labels } = shop(100_000, createRng(1))
const other = shop(100_000, createRng(2)).x
const rng = createRng(3)
const million = Int32Array.from({ length: 1_000_000 }, () => integer(rng, 20))
const values = million.map(() => integer(rng, 10))
const moved = million.map((group) => (rng() < 0.1 ? integer(rng, 20) : group))
const table = (rows: number, cols: number) => ({ rows, cols, counts: Int32Array.from({ length: rows * cols }, () => Math.floor(2000 * rng() ** 4)) })
const hidden = (rows: number, cols: number) => {
  const counts = table(rows, cols)
  const small = counts.counts.filter((count) => count > 0 && count < 20).length
  return `${suppress(counts).cells.reduce((sum, cell) => sum + cell, 0)} hidden for ${small} small`
}
console.table([
  measured('rules of one group, 100,000 × 60', () => {
    const { rules, precision, recall } = fitRules(x, labels, 3, createRng(4))
    return `${rules.length} rules, precision ${round(precision!.share)}, recall ${round(recall!.share)}`
  }),
  measured('rules of eight groups', () => `${fitRuleSets(x, labels, [...Array(GROUPS).keys()], createRng(4)).length} sets`),
  measured('association, 1,000,000 × 20 groups × 10 values, no draws', () => `ami ${sensitiveAssociation(million, values, createRng(5), { draws: 0 }).ami.toFixed(7)}`),
  measured('the same with 999 draws', () => `p ${sensitiveAssociation(million, values, createRng(5)).p}`),
  measured('drift of 60 columns, 100,000 against 100,000', () => `${counted(x, other, createRng(6)).filter((drift) => drift !== null && drift.p < 0.01).length} of 60 with p < .01`),
  measured('migration, 1,000,000 in 20 groups', () => `${migrationOf(million, moved, { before: 20, now: 20 }).fates.filter(({ dissolved }) => dissolved).length} dissolved`),
  measured('exemplars of eight groups, 100,000 × 60', () => (
    `${[...Array(GROUPS).keys()].filter((group) => exemplarOf(x, labels, group, Array.from({ length: 60 }, () => ({ kind: 'value', unit: 1 }))) !== null).length} told`)),
  measured('suppress 8 × 10', () => hidden(8, 10)),
  measured('suppress 20 × 20', () => hidden(20, 20)),
  measured('suppress 20 × 100', () => hidden(20, 100)),
  measured('false alarms where nothing changes, 200 years', () => alarmsWithoutChange(200, 1)),
])
