import type { Interactions } from '../../../models/interactions.ts'
import { dayMs } from '../../../models/strengths.ts'
import type { Ids } from './ids.ts'
import { interactionsOf } from './rowsOf.ts'
import { readFields } from './text.ts'

/** A person's items, oldest first. */
export type Sequence = readonly number[]

/** Lines `user item item …` oldest first, or, where no line has more than two fields, `user item` with a user's lines in time order. */
export async function readSequences(file: string, users: Ids, items: Ids): Promise<Sequence[]> {
  const sequences: number[][] = []
  for (const { fields } of await readFields(file, ['user', 'item'])) {
    const own = (sequences[users.of(fields[0])] ??= [])
    for (let k = 1; k < fields.length; k++) own.push(items.of(fields[k]))
  }
  return sequences
}

/**
 * One customer per sequence; a place in the order is a day, the last place is today (0). `apart` > 0 for sequences that are in order themselves: each
 * ends so many days before the next.
 */
export function inOrder(sequences: readonly Sequence[], items: number, apart = 0): Interactions {
  const last = (customer: number): number => (customer + 1 - sequences.length) * apart
  return interactionsOf(sequences.flatMap((sequence, customer) => sequence.map((item, k) => ({ customer, item, at: (last(customer) + k + 1 - sequence.length) * dayMs }))), sequences.length, items)
}
