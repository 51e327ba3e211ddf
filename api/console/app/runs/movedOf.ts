import type { Migration } from '../client/wire.ts'

export type Flow = Migration['flows'][number]

/** No personas of the run before, or of the run. */
const NONE: ReadonlySet<string> = new Set(['undetermined', 'joined', 'left'])

/** Of the flows between personas: the part that stayed (null where none may be shown), and what moved, most people first. */
export function movedOf(flows: readonly Flow[]): { stayed: number | null; moves: readonly Flow[] } {
  const between = flows.filter((flow) => !NONE.has(flow.from) && !NONE.has(flow.to))
  const people = (list: readonly Flow[]) => list.reduce((sum, flow) => sum + flow.people, 0)
  const all = people(between)
  return {
    stayed: all === 0 ? null : people(between.filter((flow) => flow.from === flow.to)) / all,
    moves: flows.filter((flow) => flow.from !== flow.to && flow.from !== 'joined' && flow.to !== 'left').toSorted((a, b) => b.people - a.people),
  }
}
