import type { FastifyRequest } from 'fastify'

/** Who acts, as the audit names them. */
export function actorOf(request: FastifyRequest): string {
  return `key:${request.apiKey.keyId}`
}
