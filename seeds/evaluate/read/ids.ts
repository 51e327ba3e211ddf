/** Numbers 0, 1, … for the ids of a file, in the order of their first appearance. */
export type Ids = { readonly of: (id: string) => number; readonly known: (id: string) => number | null; readonly count: () => number; readonly all: () => string[] }

export function createIds(): Ids {
  const numbers = new Map<string, number>()
  return {
    of: (id) => {
      const had = numbers.get(id)
      if (had !== undefined) return had
      numbers.set(id, numbers.size)
      return numbers.size - 1
    },
    known: (id) => numbers.get(id) ?? null,
    count: () => numbers.size,
    all: () => [...numbers.keys()],
  }
}
