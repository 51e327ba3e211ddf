import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { built, lotse, makeFolder } from './testing/lotse.ts'

describe.skipIf(!built)('the command line (needs npm run build)', () => {
  let place: ReturnType<typeof makeFolder>
  beforeAll(() => { place = makeFolder() })
  afterAll(() => place.remove())

  it('names what is wrong with the environment and does nothing', async () => {
    const { code, stdout, stderr } = await lotse(place.folder, ['migrate'], { PORT: 'eighty' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe('lotse: PORT: a port number from 0 to 65535\n')
  })

  it.each([
    [['nonsense'], 'unknown command'], [['import', 'nonsense', 'x'], 'There is no format nonsense'], [['import', 'segment-ndjson', '/nowhere'], 'There is no file'],
    [['import', 'segment-ndjson', 'x', '--grant', 'everything'], 'everything is no purpose'], [['run', 'nonsense'], 'There is no job nonsense'], [['run', '--as-of', 'tomorrow'], '--as-of needs a date'],
    [['keys', 'create', '--scopes', 'flying'], 'Unknown scope flying'], [['customer', 'erase', 'u1'], 'Say --yes'],
  ])('answers %j with one clear line', async (args, words) => {
    const { code, stdout, stderr } = await lotse(place.folder, args)
    expect(code).toBeGreaterThan(0)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n').filter((line) => line.startsWith('lotse: '))).toEqual([expect.stringContaining(words)])
  })

  it('imports lines, keeps what it rejects, and changes nothing the second time', async () => {
    const file = path.join(place.folder, 'events.ndjson')
    const rejects = path.join(place.folder, 'rejects.txt')
    const good = (n: number) => JSON.stringify({ type: 'track', event: 'Product Viewed', messageId: `m${n}`, userId: `u${n % 3}`, timestamp: '2026-01-02T03:04:05Z', properties: { product_id: 'p' } })
    writeFileSync(file, [good(1), good(2), good(2), '{"broken', '{"type":"track","event":"X","userId":"u"}', JSON.stringify({ type: 'track', messageId: 'm9', userId: 'u1' }), '', good(3)].join('\n'))
    const first = await lotse(place.folder, ['import', 'segment-ndjson', file, '--json', '--rejects', rejects])
    expect(JSON.parse(first.stdout)).toMatchObject({ format: 'segment-ndjson', read: 7, accepted: 3, duplicate: 1, rejected: { not_a_json_object: 1, message_id_missing: 1, invalid_event: 1 } })
    expect(readFileSync(rejects, 'utf8').trim().split('\n').map((line) => line.split('\t')[0])).toEqual(['not_a_json_object', 'message_id_missing', 'invalid_event'])
    const second = await lotse(place.folder, ['import', 'segment-ndjson', file, '--json'])
    expect(JSON.parse(second.stdout)).toMatchObject({ read: 7, accepted: 0, duplicate: 4 })
  }, 60_000)

  it('profiles and trains on nobody without a grant', async () => {
    const run = JSON.parse((await lotse(place.folder, ['run', '--json'])).stdout) as { jobs: { job: string; status: string; people?: number; code?: string }[] }
    const of = (job: string) => run.jobs.find((each) => each.job === job)
    expect(of('features')).toMatchObject({ status: 'succeeded', people: 0 })
    expect(of('personas')).toMatchObject({ status: 'skipped' })
    expect(of('recommender')).toMatchObject({ status: 'skipped' })
    expect(of('journeys')).toMatchObject({ status: 'skipped', code: 'nobody_allows_reporting' })
  }, 60_000)

  it('makes, lists and revokes keys', async () => {
    const made = JSON.parse((await lotse(place.folder, ['keys', 'create', '--scopes', 'ingest,decide', '--json'])).stdout) as { id: string; key: string; scopes: string[] }
    expect(made.key).toMatch(/^sk_/)
    expect(made.scopes).toEqual(['ingest', 'decide'])
    const listed = (await lotse(place.folder, ['keys', 'list', '--json'])).stdout
    expect(listed).toContain(made.id)
    expect(listed).not.toContain(made.key)
    expect((await lotse(place.folder, ['keys', 'revoke', made.id])).code).toBe(0)
    expect((await lotse(place.folder, ['keys', 'revoke', '00000000-0000-0000-0000-000000000001'])).stderr).toContain('There is no key with this id')
    const { secret } = JSON.parse((await lotse(place.folder, ['keys', 'secret', '--json'])).stdout) as { secret: string }
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect((await lotse(place.folder, ['keys', 'secret'])).stdout).toContain(secret)
  }, 60_000)

  it('learns from a small demo shop, and remembers it at the second start', async () => {
    const own = makeFolder()
    const first = JSON.parse((await lotse(own.folder, ['demo', '--exit', '--json', '--customers', '700'])).stdout) as { personas: { id: string; name: string; size: number }[]; adjustedRand: number; recommender: object; seconds: number; peakMemoryMB: number }
    expect(first.personas.length).toBeGreaterThanOrEqual(2)
    expect(new Set(first.personas.map((persona) => persona.name)).size).toBe(first.personas.length)
    expect(first.adjustedRand).toBeGreaterThan(0.2)
    expect(first.peakMemoryMB).toBeLessThan(1500)
    const second = JSON.parse((await lotse(own.folder, ['demo', '--exit', '--json'])).stdout) as typeof first
    expect(second.personas).toEqual(first.personas)
    const judged = JSON.parse((await lotse(own.folder, ['evaluate', 'shop', '--json'])).stdout) as { result: { n: number; 'ndcg@20': number }; baselines: { popularity: { n: number; 'ndcg@20': number } } }
    expect(judged.result.n).toBe(judged.baselines.popularity.n)
    expect(judged.result['ndcg@20']).toBeGreaterThan(judged.baselines.popularity['ndcg@20'])
    own.remove()
  }, 240_000)
})

describe.skipIf(built)('the command line', () => {
  it.skip('is tested once npm run build has made dist/', () => {})
})
