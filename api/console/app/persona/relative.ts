import type { Facts } from '../client/wire.ts'

export type Kpi = Facts['kpis'][number]

/** A difference and its interval as parts of what everybody else has (0.1: a tenth more); null where that is nothing. */
export function relative({ rest, difference, low, high }: Pick<Kpi, 'rest' | 'difference' | 'low' | 'high'>): { at: number; low: number; high: number } | null {
  const base = Math.abs(rest)
  return base < Number.EPSILON ? null : { at: difference / base, low: low / base, high: high / base }
}
