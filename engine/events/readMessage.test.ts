import { describe, expect, it } from 'vitest'
import { newEvent } from './event.ts'
import { readMessage } from './readMessage.ts'
import { touchpointOf } from './touchpoint.ts'

const receivedAt = new Date('2026-05-01T12:00:00Z')
const read = (message: unknown) => readMessage(message, { receivedAt, keyKind: 'secret' })
const event = (message: object) => {
  const reading = read({ type: 'track', userId: 'u', ...message })
  if (!('event' in reading)) throw new Error(`${reading.code} ${reading.message}`)
  return reading.event
}
const refusal = (message: unknown) => { const reading = read(message); return 'code' in reading ? reading.code : 'none' }

describe('readMessage', () => {
  it('takes what real SDKs send where they know nothing', () => {
    expect(event({ event: 'A', anonymousId: null, properties: null, context: null, traits: null, timestamp: null, userId: 7 }).identifiers).toEqual([{ kind: 'user_id', value: '7' }])
    expect(event({ event: 'A', anonymousId: '', sentAt: '' })).toMatchObject({ occurredAt: receivedAt, clock: 'kept' })
  })
  it('names everybody the message names, the e-mail address as a hash', () => {
    const { identifiers } = event({ type: 'identify', anonymousId: 'd', traits: { email: ' Jane@Example.ORG ' }, context: { externalIds: [{ id: 'L1', type: 'loyalty_id', collection: 'users', encoding: 'none' }] } })
    expect(identifiers).toEqual([
      { kind: 'anonymous_id', value: 'd' }, { kind: 'user_id', value: 'u' }, { kind: 'loyalty_id', value: 'L1' },
      // sha256 of jane@example.org
      { kind: 'email_hash', value: '13d855ce931073d4924ac377cda0e9a543908b9d6607727c8033d729c65eced6' }])
  })
  it.each(['anonymous', 'Guest', 'null', 'undefined', '0', '000', '-1', '---', 'NaN', '[object Object]', '"null"', ' ', 'none', 'x'.repeat(201)])('has nobody called %s', (userId) => {
    expect(refusal({ type: 'track', event: 'A', userId })).toBe('missing_identity')
  })
  it.each([
    ['a string', 'x', 'invalid_event'], ['a list', [], 'invalid_event'], ['no type', { userId: 'u' }, 'invalid_event'], ['a type of its own', { type: 'purchase', userId: 'u' }, 'invalid_event'],
    ['no identity', { type: 'page' }, 'missing_identity'], ['no name', { type: 'track', userId: 'u' }, 'invalid_event'], ['properties that are none', { type: 'page', userId: 'u', properties: [1] }, 'invalid_event'],
    ['a product without id', { type: 'track', event: 'Product Viewed', userId: 'u', properties: {} }, 'invalid_event'], ['a price below 0', { type: 'track', event: 'Product Viewed', userId: 'u', properties: { product_id: 'p', price: -1 } }, 'invalid_event'],
    ['a rating of 6', { type: 'track', event: 'Product Reviewed', userId: 'u', properties: { product_id: 'p', rating: 6 } }, 'invalid_event'],
    ['a nest too deep', { type: 'page', userId: 'u', properties: JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) }, 'too_deep'], ['half a character', { type: 'page', userId: 'u', properties: { a: '\ud800' } }, 'unwritable_text'],
  ])('refuses %s', (_name, message, code) => { expect(refusal(message)).toBe(code) })
  it('keeps zero as a value', () => {
    expect(event({ event: 'Order Completed', properties: { total: 0, revenue: 5, discount: 0 } })).toMatchObject({ amount: 0, discount: 0 })
    expect(event({ event: 'Survey Answered', properties: { kind: 'nps', score: 0 } })).toMatchObject({ score: 0, scoreKind: 'nps' })
    expect(event({ event: 'Product Viewed', properties: { product_id: 0, price: 0 } }).items).toEqual([{ itemId: '0', action: 'view', quantity: 1, price: 0 }])
  })
  it('leaves other events\' properties alone', () => {
    expect(event({ event: 'Quiz Done', properties: { total: 'many', email: 'a@b.c' } })).toMatchObject({ amount: null, properties: { total: 'many' } })
    expect(event({ event: 'Quiz Done', properties: { email: 'a@b.c' } }).properties).not.toHaveProperty('email')
  })
  it('is not fooled by names of the prototype', () => {
    const read = event({ event: 'A', properties: JSON.parse('{"__proto__":{"polluted":1},"email":"x","constructor":2}') })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(read.properties)).toBe(Object.prototype)
  })
})

describe('touchpointOf', () => {
  it.each([
    [{ type: 'page', name: 'page' }, 'web', 'awareness'], [{ type: 'screen', name: 'screen' }, 'app', 'awareness'], [{ type: 'track', name: 'Product Added', app: true }, 'app', 'consideration'],
    [{ type: 'track', name: 'Order Completed', affiliation: 'store:7', app: true }, 'store', 'purchase'], [{ type: 'track', name: 'Email Opened' }, 'email', 'awareness'],
    [{ type: 'track', name: 'Contact Opened', contactChannel: 'phone' }, 'phone', 'service'], [{ type: 'track', name: 'Contact Opened', contactChannel: 'pigeon' }, 'web', 'service'],
    [{ type: 'track', name: 'Product Reviewed' }, 'review', 'loyalty'], [{ type: 'track', name: 'Quiz Done' }, 'web', 'consideration'],
    [{ type: 'track', name: 'Order Completed', affiliation: 'store:7', said: { channel: 'social', stage: 'no stage' } }, 'social', 'purchase'],
  ] as const)('%j', (signs, channel, stage) => { expect(touchpointOf(signs)).toEqual({ channel, stage }) })
})

describe('newEvent', () => {
  it('fills in what an importer does not know', () => {
    const made = newEvent({ messageId: 'm', type: 'track', name: 'Order Completed', identifiers: [{ kind: 'user_id', value: 'u' }], occurredAt: receivedAt, receivedAt, amount: 3 })
    expect(made).toMatchObject({ channel: 'web', stage: 'purchase', clock: 'kept', amount: 3, items: [], originalAt: receivedAt })
  })
})
