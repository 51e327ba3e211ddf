export type Figure = { readonly path: readonly string[]; readonly n: number | null; readonly mean: number; readonly low: number; readonly high: number }

type Part = { readonly [name: string]: unknown }

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every mean with its interval in a model's metrics, in their order, whatever else stands there. `n` is that of the part it stands in. */
export function figuresOf(metrics: Part, path: readonly string[] = []): Figure[] {
  const n = typeof metrics.n === 'number' ? metrics.n : null
  return Object.entries(metrics).flatMap(([name, value]): Figure[] => {
    if (Array.isArray(value)) return value.flatMap((one: unknown, at) => (isPart(one) ? figuresOf(one, [...path, name, nameOf(one, at)]) : []))
    if (!isPart(value)) return []
    const { mean, low, high } = value
    if (typeof mean === 'number' && typeof low === 'number' && typeof high === 'number') return [{ path: [...path, name], n: typeof value.n === 'number' ? value.n : n, mean, low, high }]
    return figuresOf(value, [...path, name])
  })
}

function nameOf(one: Part, at: number): string {
  const name = one.name ?? one.key ?? one.slice
  return typeof name === 'string' ? name : String(at + 1)
}
