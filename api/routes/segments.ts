import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readChanges } from '../../engine/segments/changes.ts'
import { csvHeader, csvRow } from '../../engine/segments/csv.ts'
import { DEFAULT_FIELDS, Field, FIELDS, type MemberRow } from '../../engine/segments/fields.ts'
import { countExcluded, MOST_A_PAGE, readMembers, streamMembers, type Excluded } from '../../engine/segments/members.ts'
import { putSegment } from '../../engine/segments/putSegment.ts'
import { getSegment, listSegments } from '../../engine/segments/readSegments.ts'
import { Rule, RuleTree } from '../../engine/segments/rule.ts'
import { SegmentInput, SegmentKey, type Snapshot } from '../../engine/segments/segment.ts'
import { actorOf } from '../actor.ts'
import { listOf } from '../list.ts'
import { Problem } from '../problem.ts'
import type { RouteOptions } from '../routes.ts'

const tags = ['segments']
const refusals = { 400: Problem, 401: Problem, 403: Problem, 503: Problem }
const missing = { ...refusals, 404: Problem, 409: Problem }
const params = z.object({ key: SegmentKey })

/** The rule is bounded before it is walked, so its schema is only pointed at. */
const Body = SegmentInput.extend({ rule: Rule.meta({ $ref: '#/components/schemas/SegmentRuleInput' }) })
const SnapshotBody = z.object({ snapshotId: z.string(), version: z.int(), asOf: z.date(), computedAt: z.date(), members: z.int() }).meta({ id: 'SegmentSnapshot' })
const ExcludedBody = z.object({ consent: z.int(), suppressed: z.int() }).meta({
  id: 'Excluded',
  description: 'Who was left out: without a valid yes to e-mail or to the profile (consent), or objected or gone (suppressed); an unsubscription is a no to e-mail. Of the whole snapshot, counted with the first page; on the last page of everybody as they were asked one by one, so that listed + excluded is the whole snapshot.',
})
const SegmentBody = z.object({
  key: z.string(), name: z.string(), description: z.string().nullable(), version: z.int(), rule: RuleTree, createdAt: z.date(), updatedAt: z.date(), snapshot: SnapshotBody.nullable(),
}).meta({ id: 'Segment' })
/** With who of it could be handed on at this moment. */
const CountedSegment = z.object({ ...SegmentBody.shape, counts: z.object({ members: z.int(), reachable: z.int(), excluded: ExcludedBody }).nullable() })
const Row = z.object(Object.fromEntries(FIELDS.map((field) => [field, z.string().nullable().optional()])) as { [F in Field]: z.ZodOptional<z.ZodNullable<z.ZodString>> }).meta({ id: 'Member' })
const Members = listOf(Row).extend({ snapshot: SnapshotBody, excluded: ExcludedBody })
const Changes = listOf(Row.extend({ change: z.enum(['entered', 'left']) })).extend({ since: SnapshotBody, snapshot: SnapshotBody })

/** Text that is written as it is read. */
const Stream = z.custom<Readable>().meta({ type: 'string' })

const fields = z.string().transform((value) => value.split(',').map((each) => each.trim())).pipe(z.array(Field).min(1)).default([...DEFAULT_FIELDS]).describe(`Comma-separated, of ${FIELDS.join(', ')}`)
const limit = z.coerce.number().int().min(1).max(MOST_A_PAGE)
const DEFAULT_LIMIT = 100

export const segmentRoutes: FastifyPluginAsyncZod<RouteOptions> = async (app, { store, now, requireScope }) => {
  const read = requireScope('segments:read', { secretOnly: true })

  const counted = async (segment: Awaited<ReturnType<typeof getSegment>>): Promise<z.infer<typeof CountedSegment>> => {
    if (segment.snapshot === null) return { ...segment, counts: null }
    const { members } = segment.snapshot
    const excluded = await countExcluded(store, segment.snapshot, now())
    return { ...segment, counts: { members, reachable: members - excluded.consent - excluded.suppressed, excluded } }
  }

  app.put('/v1/segments/:key', {
    onRequest: requireScope('segments:write', { secretOnly: true }),
    schema: { tags, summary: 'Create or change a segment by its rule, and answer it', params, body: Body, response: { 200: CountedSegment, ...refusals, 409: Problem } },
  }, async (request) => counted(await putSegment(store, request.params.key, request.body, actorOf(request), now())))

  app.get('/v1/segments', { onRequest: read, schema: { tags, response: { 200: listOf(SegmentBody), ...refusals } } }, async () => ({ data: await listSegments(store), nextCursor: null }))

  app.get('/v1/segments/:key', { onRequest: read, schema: { tags, params, response: { 200: CountedSegment, ...missing } } }, async (request) => counted(await getSegment(store, request.params.key)))

  app.get('/v1/segments/:key/members', {
    onRequest: read,
    schema: {
      tags, summary: 'Members who may be written to, from a frozen snapshot', params,
      description: 'JSON by pages. NDJSON and CSV give the whole snapshot unless a limit or a cursor is given; then the next page is in X-Next-Cursor.',
      querystring: z.object({ cursor: z.string().max(4000).optional(), limit: limit.optional(), fields, format: z.enum(['json', 'ndjson', 'csv']).default('json') }),
      response: {
        200: {
          description: 'By format: a page, one member a line, or RFC 4180',
          content: { 'application/json': { schema: Members }, 'application/x-ndjson': { schema: Stream }, 'text/csv': { schema: Stream } },
        },
        ...missing,
      },
    },
  }, async (request, reply) => {
    const { cursor, format } = request.query
    const receiver = { keyId: request.apiKey.keyId, format, fields: request.query.fields }
    if (format !== 'json' && cursor === undefined && request.query.limit === undefined) {
      const stream = await streamMembers(store, request.params.key, receiver, now)
      announce(reply, stream.snapshot, stream.excluded, format)
      return reply.send(Readable.from(text(stream.pages, receiver)))
    }
    const page = await readMembers(store, request.params.key, { ...receiver, limit: request.query.limit ?? DEFAULT_LIMIT, ...(cursor === undefined ? {} : { cursor }) }, now())
    announce(reply, page.snapshot, page.excluded, format)
    if (format === 'json') return page
    if (page.nextCursor !== null) void reply.header('x-next-cursor', page.nextCursor)
    return reply.send(Readable.from(text([page.data], receiver)))
  })

  app.get('/v1/segments/:key/changes', {
    onRequest: read,
    schema: {
      tags, summary: 'Who entered and who left since a snapshot', params,
      description: 'Add those who entered, delete those who left. `limit` bounds how many people a page looks at, so a page may list fewer, or none, and still have a next.',
      querystring: z.object({ since: z.string().max(100).optional(), cursor: z.string().max(4000).optional(), limit: limit.default(DEFAULT_LIMIT), fields }).refine((query) => query.since !== undefined || query.cursor !== undefined, { path: ['since'], message: 'is required: the snapshotId you have' }),
      response: { 200: Changes, ...missing },
    },
  }, async (request, reply) => {
    const { since, cursor } = request.query
    void reply.header('cache-control', 'private, no-store')
    return readChanges(store, request.params.key, { keyId: request.apiKey.keyId, format: 'json', fields: request.query.fields, limit: request.query.limit, ...(cursor === undefined ? {} : { cursor }), ...(since === undefined ? {} : { since }) }, now())
  })
}

const MEDIA = { json: 'application/json; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' }

function announce(reply: FastifyReply, snapshot: Snapshot, excluded: Excluded, format: keyof typeof MEDIA): void {
  void reply.headers({
    'content-type': MEDIA[format], 'cache-control': 'private, no-store', 'x-snapshot-id': snapshot.snapshotId, 'x-computed-at': snapshot.computedAt.toISOString(),
    'x-excluded-consent': String(excluded.consent), 'x-excluded-suppressed': String(excluded.suppressed),
    ...(format === 'csv' ? { 'content-disposition': `attachment; filename="${snapshot.key}.csv"` } : {}),
  })
}

async function* text(pages: AsyncIterable<readonly MemberRow[]> | Iterable<readonly MemberRow[]>, { format, fields: wanted }: { format: string; fields: readonly Field[] }): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader(wanted)
  for await (const rows of pages) {
    const lines = rows.map((row) => (format === 'csv' ? csvRow(row, wanted) : `${JSON.stringify(row)}\n`)).join('')
    if (lines !== '') yield lines
  }
}
