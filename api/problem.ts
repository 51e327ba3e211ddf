import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LotseError, type ErrorKind } from '../engine/errors.ts'

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
}).meta({ id: 'Problem', description: 'RFC 9457 problem details' })
export type Problem = z.infer<typeof Problem>

const STATUS: Record<ErrorKind, number> = { input: 400, unauthorised: 401, forbidden: 403, missing: 404, conflict: 409, unavailable: 503, fault: 500 }

/** SQLSTATE classes 08 (connection), 53 (resources), 57 (operator) and the driver's own words for a lost connection. */
const DATABASE_AWAY = /^(08|53|57)|^(ECONN|CONNECT|ENOENT|EPIPE|ETIMEDOUT)/

export function problem(status: number, code: string, detail: string, errors: Problem['errors'] = []): Problem {
  return { type: `about:blank#${code}`, title: STATUS_CODES[status] ?? 'Error', status, detail, code, errors }
}

function codeOf(error: unknown): string {
  const own = (error as { code?: unknown }).code
  if (typeof own === 'string') return own
  const cause = (error as { cause?: unknown }).cause
  return cause === undefined ? '' : codeOf(cause)
}

/** What the caller may read of an error. Messages of the database and of the driver are never passed on: they carry values. */
export function toProblem(error: FastifyError | LotseError | Error): Problem {
  if (error instanceof LotseError) return problem(STATUS[error.kind], error.code, error.message, error.issues.map((issue) => ({ ...issue })))
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'), message: issue.message ?? 'is not valid' }))
    return problem(400, 'invalid_request', `The request does not fit: ${errors.map((e) => `${e.path || 'body'}: ${e.message}`).slice(0, 3).join('; ')}`, errors)
  }
  const status = (error as FastifyError).statusCode
  if (status !== undefined && status >= 400 && status < 500) return problem(status, codeOf(error).toLowerCase() || 'refused', error.message)
  if (DATABASE_AWAY.test(codeOf(error))) return problem(503, 'database_unavailable', 'The database does not answer at the moment. Nothing of this request was kept: send it again.')
  return problem(500, 'fault', 'Something went wrong on our side. The log has it under this request id.')
}

export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const body = toProblem(error)
  // The name and the code only: messages and parameters of database errors hold personal data.
  if (body.status >= 500) request.log.error({ error: error.name, code: codeOf(error), at: firstFrame(error) }, 'request failed')
  if (body.status === 503 || body.status === 429) void reply.header('retry-after', reply.getHeader('retry-after') ?? '1')
  void reply.code(body.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(body))
}

function firstFrame(error: Error): string | undefined {
  return error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))?.trim()
}
