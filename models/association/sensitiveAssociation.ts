import { chiSquareSurvival } from '../chiSquare.ts'
import { contingency, type Contingency } from '../contingency.ts'
import { proportionDifference } from '../effect.ts'
import type { Rng } from '../rng.ts'
import { cramersV } from './cramersV.ts'
import { mutualInformationOf } from './mutualInformation.ts'
import { randomTable } from './randomTable.ts'

/** How much more, or less, of one value a group has than everybody else. */
export type ValueInGroup = {
  readonly group: number // −1: the undetermined
  readonly value: number
  readonly people: number // of the group with that value
  readonly share: number // of the group's people whose value is known
  readonly rest: number // the same of everybody else
  readonly lift: number | null // share / rest; null when nobody else has it
  readonly low: number // 95 % interval of share − rest (Newcombe 1998); 0 is outside
  readonly high: number
  readonly h: number // 2 asin √share − 2 asin √rest (Cohen 1988, ch. 6)
  readonly p: number // of χ² with Yates' correction, times the number of cells looked at (Bonferroni), at most 1
}

export type SensitiveAssociation = {
  readonly n: number // people whose value is known: all that is counted here
  readonly unknown: number
  readonly mi: number // nats, Miller–Madow
  readonly nmi: number // of the attribute's entropy
  readonly ami: number
  readonly cramersV: number
  readonly g: number
  readonly freedom: number
  readonly pG: number // by χ², which needs some 5 people per cell
  readonly p: number // by tables drawn with the same sums: (1 + as much) / (1 + draws)
  readonly perGroup: readonly ValueInGroup[] // whose interval leaves 0 out; by group, greatest difference first
}

/**
 * What a grouping tells about an attribute it was not to know. labels: −1 for undetermined, which is looked at as a group of its own, because
 * being left out can be a proxy too. attribute: codes 0, 1, …; −1 where not known: those people are left out, since whether one says is
 * another question (code it as a value to ask that). Draws take a microsecond per cell: join the values of an attribute that has hundreds,
 * which are mostly too few people to be told anyway. Throws a RangeError when the two differ in length.
 */
export function sensitiveAssociation(labels: ArrayLike<number>, attribute: ArrayLike<number>, rng: Rng, { draws = 999 } = {}): SensitiveAssociation {
  if (labels.length !== attribute.length) throw new RangeError(`${labels.length} labels against ${attribute.length} values.`)
  const known: number[] = []
  for (let i = 0; i < attribute.length; i++) if (attribute[i] !== -1) known.push(i)
  // Group g stands in row g + 1.
  const table = contingency(Int32Array.from(known, (i) => labels[i] + 1), Int32Array.from(known, (i) => attribute[i]))
  const n = known.length
  const unknown = labels.length - n
  if (n === 0) return { n, unknown, mi: 0, nmi: 0, ami: 0, cramersV: 0, g: 0, freedom: 0, pG: 1, p: 1, perGroup: [] }
  const information = mutualInformationOf(table)
  return {
    n, unknown,
    mi: information.corrected, nmi: information.normalised, ami: information.adjusted, cramersV: cramersV(table),
    g: information.g, freedom: information.freedom, pG: information.p,
    p: information.freedom === 0 ? 1 : drawnP(table, rng, draws),
    perGroup: valuesInGroups(table, n),
  }
}

/** With the sums fixed, G grows with Σ k ln k over the cells and with nothing else. */
function drawnP({ counts, rowSums, colSums }: Contingency, rng: Rng, draws: number): number {
  const told = (cells: Float64Array) => cells.reduce((sum, k) => (k > 1 ? sum + k * Math.log(k) : sum), 0)
  const seen = told(counts)
  let asMuch = 0
  // A table that is the same but for rounding counts as the same.
  for (let draw = 0; draw < draws; draw++) if (told(randomTable(rng, rowSums, colSums)) >= seen * (1 - 1e-12)) asMuch++
  return (1 + asMuch) / (1 + draws)
}

function valuesInGroups({ rows, cols, counts, rowSums, colSums }: Contingency, n: number): ValueInGroup[] {
  const cells = rowSums.filter((sum) => sum > 0).length * colSums.filter((sum) => sum > 0).length
  const found: ValueInGroup[] = []
  for (let row = 0; row < rows; row++) {
    const inGroup: ValueInGroup[] = []
    for (let value = 0; value < cols; value++) {
      const people = counts[row * cols + value]
      const difference = proportionDifference(people, rowSums[row], colSums[value] - people, n - rowSums[row])
      if (difference === null || (difference.low <= 0 && difference.high >= 0)) continue
      const { group: share, rest, lift, low, high } = difference
      inGroup.push({
        group: row - 1, value, people, share, rest, lift, low, high,
        h: 2 * Math.asin(Math.sqrt(share)) - 2 * Math.asin(Math.sqrt(rest)),
        p: Math.min(1, cells * chiSquareSurvival(yates(people, rowSums[row], colSums[value], n), 1)),
      })
    }
    found.push(...inGroup.sort((a, b) => b.share - b.rest - (a.share - a.rest)))
  }
  return found
}

/** n (|ad − bc| − n/2)² / (product of the sums) of one cell against all others. */
function yates(people: number, rowSum: number, colSum: number, n: number): number {
  const lean = Math.max(0, Math.abs(people * n - rowSum * colSum) - n / 2)
  return (n * (lean / rowSum / colSum) * lean) / (n - rowSum) / (n - colSum)
}
