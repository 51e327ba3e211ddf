const Z = 1.959_963_984_540_054

/**
 * Wilson score interval of a proportion (Wilson 1927) at 95 %: [low, high] for `hits` of `n`. Null when n = 0: nothing is known then.
 */
export function wilson(hits: number, n: number): readonly [low: number, high: number] | null {
  if (n === 0) return null
  const p = hits / n
  const z2 = Z * Z
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  // Exactly 0 and 1 at the edges, which rounding would miss.
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === n ? 1 : Math.min(1, centre + half)]
}
