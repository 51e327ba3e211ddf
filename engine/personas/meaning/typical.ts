import { exemplarOf, type ExemplarColumn } from '../../../models/exemplar.ts'
import { LEAST_PEOPLE, type Exemplar } from './facts.ts'
import type { Gathered } from './gather.ts'

/** To what a figure is rounded when one speaks of somebody: whole orders, days, money; tenths of the rest. */
const UNITS: Readonly<Record<string, number>> = { count: 1, days: 1, money: 1, km: 1, hours: 1 }

/** Somebody who could be of the group and is nobody (see models/exemplar.ts); null where the figures would name a real person. */
export function typicalOf({ columns, sample }: Gathered, grp: number): Exemplar | null {
  const told = columns.map(({ unit }): ExemplarColumn => (unit === 'share' || unit === 'yes/no' ? { kind: 'share', unit: 0.05 } : { kind: 'value', unit: UNITS[unit] ?? 0.1 }))
  const found = exemplarOf(sample.x, sample.groupOf, grp, told, LEAST_PEOPLE)
  return found === null ? null : { values: columns.map(({ name, label, unit }, j) => ({ column: name, label: { ...label }, unit, value: found.values[j]! })) }
}
