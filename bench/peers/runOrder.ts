import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { lastLine } from './venv.ts'

/** The last line of JSON that a process said, since libraries also print, or why there is none. */
export type Ran = { readonly said: string } | { readonly failed: string }

/** Runs a program with so many threads for its algebra, and without some settings. It gets the file with its order as last argument. */
export function runOrder(folder: string, threads: number, program: string, args: readonly string[], order: string, without: readonly string[] = []): Ran {
  const orderFile = path.join(folder, 'order.json')
  writeFileSync(orderFile, order)
  const limits = Object.fromEntries(['OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'].map((name) => [name, String(threads)]))
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !without.includes(name)))
  const ran = spawnSync(program, [...args, orderFile], { encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...kept, ...limits, PYTHONDONTWRITEBYTECODE: '1' } })
  if (ran.error !== undefined) return { failed: ran.error.message }
  if (ran.status !== 0) return { failed: lastLine(ran.stderr) || `ended with ${ran.status ?? ran.signal}` }
  const said = ran.stdout.split('\n').findLast((line) => line.startsWith('{'))
  return said === undefined ? { failed: 'it did not say what it measured' } : { said }
}
