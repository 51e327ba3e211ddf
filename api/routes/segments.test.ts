import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { csvCell } from '../../engine/segments/csv.ts'
import { joinAll, NOW } from '../../engine/segments/testing/crowd.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

let store: Store
let app: FastifyInstance
let key: string
const send = (method: 'GET' | 'PUT', url: string, payload?: object, bearer = key) => app.inject({ method, url, ...(payload === undefined ? {} : { payload }), headers: { authorization: `Bearer ${bearer}` } })
const nasty = '=HYPERLINK("http://evil","x")'

beforeAll(async () => {
  store = await createTestStore()
  app = await buildServer({ store, now: () => NOW })
  key = (await createKey(store, { name: 'mail', kind: 'secret', scopes: ['segments:read', 'segments:write'] }, 'cli', NOW)).key
  await joinAll(store, [
    { userId: 'u1', city: 'Graz', country: 'AT', traits: { email: 'u1@example.org', firstName: nasty } }, { userId: 'u2', city: 'Wels, "Süd"', country: 'AT', traits: { email: 'u2@example.org' } },
    { userId: 'u3', country: 'AT', traits: { email: 'u3@example.org' } }, { userId: 'u4', country: 'AT', email: false }, { userId: 'u5', country: 'DE' },
  ])
})
afterAll(async () => { await app.close(); await store.close() })

describe('segments over HTTP', () => {
  it('are made by a rule and counted', async () => {
    const answer = await send('PUT', '/v1/segments/austria', { name: 'Österreich', rule: { type: 'place', countries: ['AT'] } })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ key: 'austria', version: 1, snapshot: { members: 4 }, counts: { members: 4, reachable: 3, excluded: { consent: 1, suppressed: 0 } } })
    expect((await send('GET', '/v1/segments/austria')).json()).toEqual(answer.json())
    expect((await send('GET', '/v1/segments')).json()).toMatchObject({ data: [{ key: 'austria', snapshot: { members: 4 } }], nextCursor: null })
  })
  it('name the place where a rule is wrong', async () => {
    const answer = await send('PUT', '/v1/segments/wrong', { name: 'x', rule: { type: 'and', rules: [{ type: 'count', event: {}, comparator: 'gte', value: 1 }, { type: 'nonsense' }] } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([expect.objectContaining({ path: 'rule.rules.1.type' })])
    expect((await send('PUT', '/v1/segments/Not A Key', { name: 'x', rule: { type: 'everyone' } })).statusCode).toBe(400)
    expect((await send('GET', '/v1/segments/nobody/members')).statusCode).toBe(404)
  })
  it('give members as JSON by cursor', async () => {
    const first = (await send('GET', '/v1/segments/austria/members?limit=2')).json()
    expect(Object.keys(first.data[0])).toEqual(['userId', 'email', 'persona', 'city', 'country'])
    expect(first.excluded).toEqual({ consent: 1, suppressed: 0 })
    const answer = await send('GET', `/v1/segments/austria/members?limit=2&cursor=${first.nextCursor}`)
    expect(answer.json()).toMatchObject({ nextCursor: null, excluded: { consent: 1, suppressed: 0 }, snapshot: { snapshotId: first.snapshot.snapshotId } })
    expect([...first.data, ...answer.json().data].map((row) => row.userId).sort()).toEqual(['u1', 'u2', 'u3'])
    expect(answer.headers).toMatchObject({ 'x-excluded-consent': '1', 'x-excluded-suppressed': '0', 'cache-control': 'private, no-store' })
  })
  it('give members as CSV, which no spreadsheet runs', async () => {
    const answer = await send('GET', '/v1/segments/austria/members?format=csv&fields=city,firstName,userId,email')
    expect(answer.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present', 'x-excluded-consent': '1' })
    expect(answer.body.startsWith('userId,email,firstName,city\r\n')).toBe(true)
    const rows = parse(answer.body, { columns: true, record_delimiter: '\r\n' })
    expect(rows).toHaveLength(3)
    expect(rows).toContainEqual({ userId: 'u1', email: 'u1@example.org', firstName: `'${nasty}`, city: 'Graz' })
    expect(rows).toContainEqual({ userId: 'u2', email: 'u2@example.org', firstName: '', city: 'Wels, "Süd"' })
  })
  it('give members as NDJSON, whole or by page', async () => {
    const lines = (body: string) => body.trimEnd().split('\n').map((line) => JSON.parse(line).userId)
    expect(lines((await send('GET', '/v1/segments/austria/members?format=ndjson')).body).sort()).toEqual(['u1', 'u2', 'u3'])
    const first = await send('GET', '/v1/segments/austria/members?format=ndjson&limit=2')
    const second = await send('GET', `/v1/segments/austria/members?format=ndjson&limit=2&cursor=${first.headers['x-next-cursor']}`)
    expect([...lines(first.body), ...lines(second.body)].sort()).toEqual(['u1', 'u2', 'u3'])
    expect(second.headers['x-next-cursor']).toBeUndefined()
  })
  it('give what changed', async () => {
    const { snapshot } = (await send('GET', '/v1/segments/austria')).json()
    await send('PUT', '/v1/segments/austria', { name: 'Österreich', rule: { type: 'and', rules: [{ type: 'place', countries: ['AT', 'DE'] }, { type: 'not', rule: { type: 'trait', name: 'email', operator: 'equals', value: 'u1@example.org' } }] } })
    const answer = (await send('GET', `/v1/segments/austria/changes?since=${snapshot.snapshotId}`)).json()
    expect(answer.data).toEqual([{ change: 'entered', userId: 'u5', email: null, persona: null, city: null, country: 'DE' }, { change: 'left', userId: 'u1', email: 'u1@example.org' }])
    expect(answer.snapshot.version).toBe(2)
    expect((await send('GET', '/v1/segments/austria/changes')).statusCode).toBe(400)
  })
  it('refuse fields that are not on the list, pages too long and keys without the scope', async () => {
    for (const query of ['fields=userId,passwordHash', 'limit=1001', 'limit=0', 'format=xml', 'cursor=made-up']) expect((await send('GET', `/v1/segments/austria/members?${query}`)).statusCode).toBe(400)
    const { key: other } = await createKey(store, { name: 'x', kind: 'secret', scopes: ['ingest'] }, 'cli', NOW)
    expect((await send('GET', '/v1/segments/austria/members', undefined, other)).statusCode).toBe(403)
  })
  it('have their rule language in the OpenAPI document', async () => {
    const document = (await app.inject('/openapi.json')).json()
    expect(JSON.stringify(document.paths['/v1/segments/{key}'].put.requestBody)).toContain('SegmentRule')
    expect(JSON.stringify(document.components.schemas)).toContain('recency')
  })
})

describe('csvCell', () => {
  it.each([['=1+1', "'=1+1"], ['+49', "'+49"], ['-1', "'-1"], ['@x', "'@x"], ['\tx', "'\tx"], ['\rx', '"\'\rx"'], ['a,b', '"a,b"'], ['a"b', '"a""b"'], ['a\nb', '"a\nb"'], ['=a,"b"', '"\'=a,""b"""'], [null, ''], ['', ''], ['plain', 'plain']])('%j becomes %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
})
