import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { columnsFor, writeColumns } from './clv/columns.ts'
import { fitColumns, type Fitted } from './clv/fitColumns.ts'
import { runOrder } from './peers/runOrder.ts'
import { makeVenv } from './peers/venv.ts'

/**
 * BG/NBD and Gamma-Gamma beside lifetimes, on all customers of CDNOW and on drawn ones, in turn, each side in a process of its own with one thread, from the
 * columns in memory to the parameters. This file is also the child that plays our side.
 */
const usage = 'npm run bench -- clv FOLDER [--customers N]… [--venv FOLDER]   (FOLDER holds cdnow/; N 0 is CDNOW)'

type Side = Fitted | { readonly failed: string }
type Result = { readonly name: string; readonly customers: number; readonly ours: Side; readonly peer: Side }

async function main(): Promise<void> {
  const { values, positionals: [data] } = parseArgs({ allowPositionals: true, options: { order: { type: 'string' }, customers: { type: 'string', multiple: true }, venv: { type: 'string' } } })
  if (values.order !== undefined) {
    console.log(JSON.stringify(fitColumns((JSON.parse(readFileSync(values.order, 'utf8')) as { columns: string }).columns)))
    return
  }
  if (data === undefined) {
    console.log(`Needs a folder with data: ${usage}`)
    return
  }
  const entry = fileURLToPath(import.meta.url)
  const scripts = path.join(path.dirname(entry), '../bench/peers/python')
  const cache = path.join(tmpdir(), 'lotse-peers')
  mkdirSync(cache, { recursive: true })
  const python = makeVenv(values.venv ?? path.join(cache, 'venv-lifetimes'), (pip) => { pip('-r', path.join(scripts, 'requirements-lifetimes.txt')) })
  const folder = mkdtempSync(path.join(cache, 'clv-'))
  const results: Result[] = []
  try {
    for (const customers of (values.customers ?? ['0', '100000', '1000000']).map(Number)) {
      const columns = await columnsFor(customers === 0 ? null : customers, data)
      writeColumns(folder, columns)
      const order = JSON.stringify({ columns: folder })
      const ours = sideOf(runOrder(folder, 1, process.execPath, [...process.execArgv, entry, '--order'], order))
      const peer = 'missing' in python ? { failed: python.missing } : sideOf(runOrder(folder, 1, python.interpreter, [path.join(scripts, 'clv_lifetimes.py')], order))
      results.push({ name: customers === 0 ? 'CDNOW' : 'drawn', customers: columns.frequency.length, ours, peer })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.table(results.flatMap(({ name, customers, ours, peer }) => [rowOf(`${name}, ${customers}`, 'Lotse', ours, peer), rowOf('', 'lifetimes', peer, null)]))
  for (const { name, ours, peer } of results) for (const side of [ours, peer]) if ('failed' in side) console.log(`${name}: ${side.failed}`)
  console.log(JSON.stringify({ bench: 'clv', results: results.map((result) => ({ ...result, ratio: ratioOf(result.ours, result.peer) })), cores: cpus().length, cpu: cpus()[0]?.model.trim() ?? 'unknown' }))
}

function sideOf(ran: ReturnType<typeof runOrder>): Side {
  return 'failed' in ran ? ran : (JSON.parse(ran.said) as Fitted)
}

function rowOf(what: string, who: string, side: Side, against: Side | null): Record<string, string | number> {
  if ('failed' in side) return { what, who: `${who} did not run` }
  const { purchases, spend, peakMB } = side
  const digits = ({ parameters }: Fitted['spend']) => Object.values(parameters).map((value) => value.toPrecision(6)).join(' ')
  return {
    what, who, 'BG/NBD s': round(purchases.seconds), 'Gamma-Gamma s': round(spend.seconds), 'CPU s': round(purchases.processorSeconds + spend.processorSeconds), 'peak MB': Math.round(peakMB),
    'r α a b': digits(purchases), 'ln L': purchases.logLikelihood.toFixed(3), 'p q v': digits(spend), 'ln L of spend': spend.logLikelihood.toFixed(3),
    'CPU, ours / peer': against === null ? '' : (ratioOf(side, against)?.toFixed(3) ?? ''),
  }
}

/** Of processor seconds, which neighbours on the machine disturb least. */
function ratioOf(ours: Side, peer: Side): number | null {
  if ('failed' in ours || 'failed' in peer) return null
  return (ours.purchases.processorSeconds + ours.spend.processorSeconds) / (peer.purchases.processorSeconds + peer.spend.processorSeconds)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

await main()
