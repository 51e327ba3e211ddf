import { distinctRows, requireColumns, type DistinctRows } from './distinctRows.ts'

/**
 * What the purchase models know of customers, one value each. Times share one unit and start at the customer's first purchase;
 * purchases of one moment (a day, where days are what is known) count as one.
 */
export type Histories = {
  /** x: purchases after the first, a whole number. */
  readonly frequency: ArrayLike<number>
  /** t_x: time of the last of them; 0 where x = 0. */
  readonly recency: ArrayLike<number>
  /** T: time until today, ≥ t_x. 0 for who bought first today. */
  readonly age: ArrayLike<number>
  /** How many customers a row stands for; 1 where absent. */
  readonly weights?: ArrayLike<number>
}

/** Checked histories without repetition: columns x, t_x, T. */
export function distinctHistories({ frequency, recency, age, weights }: Histories): DistinctRows {
  requireColumns({ frequency, recency, age }, weights)
  for (let i = 0; i < frequency.length; i++) requireHistory(frequency[i], recency[i], age[i], () => ` of customer ${i}`)
  return distinctRows([frequency, recency, age], weights)
}

/** Refuses what no purchases can have left behind. */
export function requireHistory(x: number, tx: number, T: number, whose: () => string = () => ''): void {
  if (!(Number.isInteger(x) && x >= 0)) throw new RangeError(`The frequency${whose()} is ${x}: it counts purchases after the first.`)
  if (!(tx >= 0 && tx <= T && T < Infinity)) throw new RangeError(`The recency${whose()} is ${tx}, the age ${T}: recency must be a time from 0 to the age.`)
  if ((x === 0) !== (tx === 0)) throw new RangeError(`The recency${whose()} is ${tx} with ${x} repeat purchases: it is 0 without any and above 0 with some; purchases of one moment count as one.`)
}
