import type { Problem } from '../../../problem.ts'
import type { Page } from './wire.ts'

/** An answer of the API that was not the one asked for. `status` 0: it did not answer. */
export class CallError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: Problem['errors']

  constructor(status: number, code: string, detail: string, errors: Problem['errors'] = []) {
    super(detail)
    this.name = 'CallError'
    this.status = status
    this.code = code
    this.errors = errors
  }
}

export type Call = <T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<T>

async function refusal(response: Response): Promise<CallError> {
  const text = await response.text()
  try {
    const problem = JSON.parse(text) as Problem
    return new CallError(response.status, problem.code, problem.detail, problem.errors)
  } catch {
    // Not ours: something between the browser and the API answered.
    return new CallError(response.status, 'no_problem', `${response.status} ${response.statusText}`)
  }
}

/** Calls the API with a key. T is what the route's schema promises for its success. Throws CallError. */
export function caller(key: string): Call {
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const request: RequestInit = {
      method, cache: 'no-store', credentials: 'omit',
      headers: { authorization: `Bearer ${key}`, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const response = await fetch(path, request).catch(() => {
      throw new CallError(0, 'unreachable', '')
    })
    if (!response.ok) throw await refusal(response)
    return await response.json() as T
  }
}

/** More pages than this means that something turns in circles. */
const MOST_PAGES = 100

/** Every page of a list. */
export async function all<T>(call: Call, path: string): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<T> = await call<Page<T>>('GET', cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`)
    rows.push(...answer.data)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return rows
}
