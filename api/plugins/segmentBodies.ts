import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import type { RequestPayload } from 'fastify'
import fp from 'fastify-plugin'
import { LotseError } from '../../engine/errors.ts'

/**
 * Bodies as the Segment and RudderStack SDKs send them: JSON whatever the content type says (browsers send text/plain to spare themselves a
 * preflight, RudderStack's Node SDK says form-urlencoded), and gzip, of which the body limit counts the decompressed bytes. For the scope that
 * registers it.
 */
export const segmentBodies = fp(async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body: string, done) => {
    try {
      done(null, JSON.parse(body))
    } catch {
      done(new LotseError('input', 'invalid_json', 'The body is not JSON.'))
    }
  })
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.toLowerCase()
    if (encoding === undefined || encoding === 'identity' || encoding === '') done(null, payload)
    else if (encoding === 'gzip' || encoding === 'x-gzip') done(null, gunzipped(payload))
    else done(Object.assign(new Error('Send the body as it is or with Content-Encoding: gzip.'), { statusCode: 415, code: 'UNSUPPORTED_ENCODING' }))
  })
})

/** Fastify weighs what comes out against the body limit, and what went in against the content length. */
function gunzipped(payload: RequestPayload): Readable & { receivedEncodedLength: number } {
  const out = Object.assign(createGunzip(), { receivedEncodedLength: 0 })
  payload.on('data', (chunk: Buffer) => { out.receivedEncodedLength += chunk.length })
  payload.once('error', (error) => out.destroy(error))
  payload.pipe(out)
  return out
}
