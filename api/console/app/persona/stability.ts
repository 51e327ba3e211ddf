/** Hennig 2007: from 0.85 highly stable, from 0.75 stable, from 0.6 a pattern, below nothing to rely on. */
export type StabilityLevel = 'high' | 'stable' | 'pattern' | 'none' | 'unknown'

export function levelOf(jaccard: number | null): StabilityLevel {
  if (jaccard === null) return 'unknown'
  return jaccard >= 0.85 ? 'high' : jaccard >= 0.75 ? 'stable' : jaccard >= 0.6 ? 'pattern' : 'none'
}
