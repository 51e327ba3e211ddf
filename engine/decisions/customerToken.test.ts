import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { provenUserId } from './customerToken.ts'

const SECRET = 'a secret of at least 32 characters'
const NOW = new Date('2026-03-01T12:00:00Z')
const SECONDS = NOW.getTime() / 1000

function token(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, secret = SECRET): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part(header)}.${part(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('a customer token', () => {
  it('proves its subject', () => {
    expect(provenUserId(token({ sub: 'u1', exp: SECONDS + 100 }), SECRET, NOW)).toBe('u1')
    expect(provenUserId(token({ sub: 'u1' }), SECRET, NOW)).toBe('u1')
  })
  it.each([
    ['another secret', token({ sub: 'u1' }, undefined, 'another secret, quite as long as ours')],
    ['no algorithm', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"u1"}').toString('base64url')}.`],
    ['another algorithm', token({ sub: 'u1' }, { alg: 'HS512' })],
    ['past its time', token({ sub: 'u1', exp: SECONDS - 100 })],
    ['before its time', token({ sub: 'u1', nbf: SECONDS + 100 })],
    ['no subject', token({ exp: SECONDS + 100 })],
    ['an empty subject', token({ sub: '' })],
    ['a changed claim', token({ sub: 'u1' }).replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"u2"}').toString('base64url')}.`)],
    ['a cut signature', token({ sub: 'u1' }).slice(0, -4)],
    ['rubbish', 'a.b.c'], ['nothing', ''],
  ])('with %s proves nothing', (_what, given) => {
    expect(provenUserId(given, SECRET, NOW)).toBeNull()
  })
})
