import { audit } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { evaluateSegment } from './evaluateSegment.ts'
import { getSegment, listSegments } from './readSegments.ts'
import { leavesOf, resolveRule } from './resolve.ts'
import { RULE_LANGUAGE, type Rule } from './rule.ts'
import type { Segment, SegmentInput } from './segment.ts'

/**
 * Creates or changes a segment, then answers its rule, and those that refer to it, at once. The version grows only when the rule changes. Throws `persona_unknown`,
 * `persona_not_published`, `segment_unknown` and `segment_cycle`, each with the place in the rule.
 */
export async function putSegment(store: Store, key: string, input: SegmentInput, actor: string, now: Date): Promise<Segment> {
  await checkPersonas(store, input.rule)
  await resolveRule(store, input.rule, key)
  const rule = { language: RULE_LANGUAGE, root: input.rule }
  const description = input.description ?? null
  const [row] = await store.sql<{ version: number }[]>`
    insert into segments as s (key, name, description, version, rule, created_at, updated_at)
    values (${key}, ${input.name}, ${description}, 1, ${JSON.stringify(rule)}::text::jsonb, ${now}, ${now})
    on conflict (key) do update set name = excluded.name, description = excluded.description, rule = excluded.rule, updated_at = excluded.updated_at,
      version = s.version + (case when s.rule = excluded.rule then 0 else 1 end)
    returning version`
  await audit(store, { actor, action: 'segment.put', subject: key, detail: { version: row.version } }, now)
  for (const each of [key, ...dependants(await listSegments(store), key)]) await evaluateSegment(store, each, { asOf: now, now })
  return getSegment(store, key)
}

/** Segments that refer to this one, however many steps away: their answer changes with it. */
function dependants(segments: readonly Segment[], key: string): string[] {
  const found = new Set([key])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const segment of segments) if (leavesOf(segment.rule).some((leaf) => leaf.type === 'segment' && found.has(leaf.key))) found.add(segment.key)
  }
  return [...found].slice(1)
}

async function checkPersonas(store: Store, rule: Rule): Promise<void> {
  const named = [...new Set(leavesOf(rule).flatMap((leaf) => (leaf.type === 'persona' ? leaf.personas : [])))]
  if (named.length === 0) return
  const rows = await store.sql<{ persona_id: string; status: string }[]>`select persona_id, status from personas where persona_id = any(${named}::uuid[])`
  const status = new Map(rows.map((row) => [row.persona_id, row.status]))
  const unknown = named.filter((id) => !status.has(id))
  if (unknown.length > 0) throw new LotseError('input', 'persona_unknown', 'The rule names a persona that does not exist. See GET /v1/personas.', unknown.map((id) => ({ path: 'rule', message: `no persona ${id}` })))
  const hidden = named.filter((id) => status.get(id) !== 'published')
  if (hidden.length > 0) {
    throw new LotseError('input', 'persona_not_published', 'A segment may name published personas only. Approve and publish it first.', hidden.map((id) => ({ path: 'rule', message: `persona ${id} is not published` })))
  }
}
