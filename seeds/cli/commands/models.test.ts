import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { built, lotse, makeFolder } from '../testing/lotse.ts'

const NOBODYS = '11111111-1111-4111-8111-111111111111'

describe.skipIf(!built)('lotse models (needs npm run build)', { timeout: 60_000 }, () => {
  let place: ReturnType<typeof makeFolder>
  beforeAll(() => { place = makeFolder() })
  afterAll(() => place.remove())

  it('lists none before the first training, and keeps the share of new models', async () => {
    expect(JSON.parse((await lotse(place.folder, ['models', 'list', '--json'])).stdout)).toEqual({ models: [] })
    expect((await lotse(place.folder, ['models', 'share'])).stdout).toContain('published at once')
    expect(JSON.parse((await lotse(place.folder, ['models', 'share', '--share', '0.1', '--json'])).stdout)).toEqual({ canaryShare: 0.1 })
    expect((await lotse(place.folder, ['models', 'share'])).stdout).toContain('tried on 0.1 of visitors')
  })

  it.each([
    [['models', 'nonsense'], 'use list'], [['models', 'rollback', NOBODYS], 'needs --reason'], [['models', 'rollback', NOBODYS, '--reason', 'x'], 'There is no model'], [['models', 'canary', NOBODYS, '--share', '2'], 'between 0 and 1'],
    [['models', 'publish'], 'needs the id'], [['models', 'share', '--share', '1'], 'The share is a number'], [['models', 'member', NOBODYS], 'needs the user id'],
  ])('answers %j with one clear line', async (args, words) => {
    const { code, stdout, stderr } = await lotse(place.folder, args)
    expect(code).toBeGreaterThan(0)
    expect(stdout).toBe('')
    expect(stderr).toContain(words)
  })
})
