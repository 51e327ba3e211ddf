import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 4000, redisUrl: null, secret: null })
  })
  it('takes an empty value for none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(4000)
  })
  it.each([
    ['PORT', 'eighty'], ['PORT', '70000'], ['DATABASE_URL', 'mysql://x'], ['REDIS_URL', 'localhost'], ['LOTSE_SECRET', 'short'], ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s by name and without repeating it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: `))
    expect(() => readConfig({ [name]: value })).not.toThrow(value)
  })
})
