import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The rooms of the engine in the order data walks through them: each imports only from rooms to its left. */
const ROOMS = ['errors', 'ids', 'store', 'access', 'consent', 'customers', 'events', 'catalogue', 'features', 'personas', 'recommender', 'segments', 'decisions', 'journeys', 'experiments', 'exports', 'jobs', 'worker']

type Import = { from: string; to: string; typeOnly: boolean }

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const found = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"\n;]*?(?:\{[^}]*\}\s*)?(?:from\s+)?['"](\.[^'"]+)['"]/g)]
    .map(([, type, to]) => ({ to, typeOnly: type !== undefined }))
  const dynamic = [...text.matchAll(/import\(\s*['"](\.[^'"]+)['"]\s*\)/g)].map(([, to]) => ({ to, typeOnly: false }))
  return [...found, ...dynamic].map(({ to, typeOnly }) => ({ from: file, to: path.join(path.dirname(file), to), typeOnly }))
}

const room = (file: string) => file.split('/')[1].replace(/\.ts$/, '')
const house = (file: string) => file.split('/')[0]
const all = ['models', 'engine', 'api', 'seeds', 'bench'].flatMap(sources).flatMap(importsOf)

describe('the import rules', () => {
  it('sees the imports', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  it('models import only models: arithmetic belongs there, what it is about belongs in engine', () => {
    expect(all.filter((i) => house(i.from) === 'models' && house(i.to) !== 'models')).toEqual([])
  })

  it('engine imports only models and engine: HTTP belongs in api, data to try it with in seeds', () => {
    expect(all.filter((i) => house(i.from) === 'engine' && !['models', 'engine'].includes(house(i.to)))).toEqual([])
  })

  it('a room of the engine imports only from rooms to its left: move what is shared to the left', () => {
    const inside = all.filter((i) => house(i.from) === 'engine' && house(i.to) === 'engine' && !/boundaries|testing/.test(i.from))
    const unknown = [...new Set(inside.flatMap((i) => [room(i.from), room(i.to)]))].filter((name) => name !== 'config' && !ROOMS.includes(name))
    expect(unknown, 'rooms without a place in the order').toEqual([])
    expect(inside.filter((i) => room(i.from) !== 'config' && room(i.to) !== 'config' && ROOMS.indexOf(room(i.to)) > ROOMS.indexOf(room(i.from)))).toEqual([])
  })

  it('config is read by entry points only', () => {
    expect(all.filter((i) => i.to === 'engine/config.ts' && !i.typeOnly && house(i.from) !== 'seeds' && house(i.from) !== 'bench')).toEqual([])
  })

  it('api takes the engine\'s public functions: tables belong to engine/store, arithmetic to the engine room that uses it', () => {
    expect(all.filter((i) => house(i.from) === 'api' && (house(i.to) === 'models' || i.to.startsWith('engine/store/schema') || house(i.to) === 'seeds'))).toEqual([])
  })

  it('the console talks to the API over HTTP: only types cross', () => {
    expect(all.filter((i) => i.from.startsWith('api/console/app') && !i.to.startsWith('api/console') && !i.typeOnly)).toEqual([])
  })

  it('nobody imports seeds, bench or a test support file outside tests', () => {
    expect(all.filter((i) => ['seeds', 'bench'].includes(house(i.to)) && house(i.from) !== house(i.to) && house(i.from) !== 'bench')).toEqual([])
    expect(all.filter((i) => /\/testing\//.test(i.to) && !/\/testing\//.test(i.from))).toEqual([])
  })
})

describe('file length', () => {
  it('is at most 300 lines, or the top of the file says why', () => {
    const long = ['models', 'engine', 'api', 'seeds', 'bench'].flatMap(sources)
      .filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 301)
      .filter((file) => !/over 300 lines because/i.test(readFileSync(path.join(root, file), 'utf8').slice(0, 600)))
    expect(long).toEqual([])
  })
})
