import type { Migration } from '../client/wire.ts'
import type { Flow } from './movedOf.ts'

/** Where people stand whose way is not shown. */
export const HIDDEN = 'hidden'
/** Counts are told in tens: what is left over from less than this is rounding. */
const LEAST = 20

/** Flows to and from HIDDEN that make up what the shown flows of a place lack of its people, so that it is drawn as large as it is. */
export function keptBack({ before, after, flows }: Pick<Migration, 'before' | 'after' | 'flows'>): Flow[] {
  const lacking = (stands: Migration['before'], end: 'from' | 'to') => stands.flatMap(({ key, people }) => {
    const rest = (people ?? 0) - flows.filter((flow) => flow[end] === key).reduce((sum, flow) => sum + flow.people, 0)
    return rest < LEAST ? [] : [end === 'from' ? { from: key, to: HIDDEN, people: rest } : { from: HIDDEN, to: key, people: rest }]
  })
  return [...lacking(before, 'from'), ...lacking(after, 'to')]
}
