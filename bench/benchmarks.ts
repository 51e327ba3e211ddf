import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DATA_SETS } from './benchmarks/dataSets.ts'
import { pageOf } from './benchmarks/page.ts'
import { readRecords, recordOf, writeRecords, type Recorded } from './benchmarks/record.ts'

/** Runs `lotse evaluate` on each public data set that is there, a process each, and writes docs/benchmarks.json and docs/benchmarks.md. */
const usage = 'npm run bench -- benchmarks FOLDER [--only NAME,NAME] [--seed N]'
const here = path.dirname(fileURLToPath(import.meta.url))
const docs = path.join(here, '../docs')
const file = path.join(docs, 'benchmarks.json')

const { values: { only, seed }, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, seed: { type: 'string', default: '1' } } })
if (folder === undefined) {
  console.log(`Needs a folder with data: ${usage}`)
} else {
  const names = only?.split(',')
  const unknown = names?.filter((name) => !DATA_SETS.some((each) => each.name === name)) ?? []
  if (unknown.length > 0) throw new Error(`There is no data set ${unknown.join(', ')}. There are: ${DATA_SETS.map(({ name }) => name).join(', ')}.`)
  for (const { name, protocol, at } of DATA_SETS.filter((each) => names === undefined || names.includes(each.name))) run(name, protocol, path.join(folder, at), seed)
  render(readRecords(file))
}

function run(name: string, protocol: string, at: string, seed: string): void {
  if (!existsSync(at)) {
    console.log(`${name}: skipped, ${at} is not there`)
    return
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, path.join(here, 'lotse.js'), 'evaluate', protocol, at, '--seed', seed, '--json'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status !== 0) {
    console.log(`${name}: failed. ${stderr.trim()}`)
    process.exitCode = 1
    return
  }
  const record = recordOf(name, new Date().toISOString().slice(0, 10), stdout)
  const records = readRecords(file).set(name, record)
  writeRecords(file, DATA_SETS.flatMap((each) => records.get(each.name) ?? []))
  render(records)
  console.log(`${name}: ${Object.entries(record.figures).map(([metric, value]) => `${metric} ${value}`).join(', ')}; ${record.seconds.total} s, fit ${record.seconds.fit} s, ${record.peakMB.fit} MB`)
}

/** The page, from what was run now or before. */
function render(records: ReadonlyMap<string, Recorded>): void {
  writeFileSync(path.join(docs, 'benchmarks.md'), pageOf(DATA_SETS, records))
}
