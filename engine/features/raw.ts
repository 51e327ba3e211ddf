import type { CustomerId } from '../ids.ts'
import type { Scope } from './scope.ts'

/** What was counted per person: one array a name, in the order of `people`. */
export type Raw = {
  readonly people: readonly CustomerId[]
  readonly rowOf: ReadonlyMap<string, number>
  /** Things counted: 0 for a person of whom there is nothing. */
  readonly counts: Map<string, Float64Array>
  /** Sums, means, moments: NaN where nothing is known. */
  readonly figures: Map<string, Float64Array>
}

export function createRaw(people: readonly CustomerId[]): Raw {
  return { people, rowOf: new Map(people.map((person, i) => [person, i])), counts: new Map(), figures: new Map() }
}

/** A row of a grouped query: its person and figures; the driver gives what PostgreSQL calls null as null. */
export type RawRow = { readonly person_id: string; readonly [figure: string]: number | string | null }

/** Takes over the rows of a query grouped by person. */
export async function readInto(raw: Raw, { rows }: Pick<Scope, 'rows'>, query: Parameters<Scope['rows']>[0], counts: readonly string[], figures: readonly string[]): Promise<void> {
  const arrays = [...counts.map((name) => put(raw.counts, raw, name, 0)), ...figures.map((name) => put(raw.figures, raw, name, NaN))]
  const names = [...counts, ...figures]
  for await (const chunk of rows(query)) {
    for (const row of chunk) {
      const at = raw.rowOf.get(row.person_id)
      if (at === undefined) continue
      names.forEach((name, i) => { if (row[name] !== null) arrays[i]![at] = Number(row[name]) })
    }
  }
}

function put(into: Map<string, Float64Array>, { people }: Raw, name: string, empty: number): Float64Array {
  const array = new Float64Array(people.length).fill(empty)
  into.set(name, array)
  return array
}

/** A figure that does not come from a query of its own. */
export function putFigure(raw: Raw, name: string, valueOf: (row: number) => number | null): void {
  raw.figures.set(name, Float64Array.from(raw.people, (_, i) => valueOf(i) ?? NaN))
}

/** Whether anybody has any of what was counted under a name. */
export function anybodyHas({ counts }: Raw, name: string): boolean {
  return counts.get(name)?.some((value) => value > 0) ?? false
}
