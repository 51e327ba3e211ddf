// Runs every benchmark that was built, or those named: npm run bench -- decide; what follows the names goes to them.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const given = process.argv.slice(2)
const all = readdirSync(dist).filter((name) => /^bench-.*\.js$/.test(name)).map((name) => name.slice('bench-'.length, -'.js'.length)).sort()
const end = given.findIndex((word, place) => !all.includes(word) && (place > 0 || word.startsWith('--')))
const wanted = end < 0 ? given : given.slice(0, end)
const passedOn = end < 0 ? [] : given.slice(end)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.\n`)
  process.exit(2)
}
console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`)
/** As the program is started (package.json, seeds/cli/lotse.mjs); servers a benchmark starts get it from there. */
const FLAGS = ['--max-semi-space-size=64']
let failed = 0
for (const name of wanted.length === 0 ? all : wanted) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(process.execPath, [...FLAGS, `${dist}/bench-${name}.js`, ...passedOn], { stdio: 'inherit' })
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
