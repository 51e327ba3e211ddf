import { contingency } from './contingency.ts'
import { jaccardsOf } from './jaccard.ts'

/** A cluster whose people are together in no other by more than this has dissolved (Hennig 2008, J. Multivar. Anal. 99, 1154). */
export const dissolvedUpTo = 0.5

/** What became of a group: null and false where none of its people is in both runs, since nothing is known of it then. */
export type Fate = {
  readonly size: number // of its people, those in both runs
  readonly stayed: number // of those, now in the group that continues it
  readonly jaccard: number | null // the greatest with a group of now
  readonly closest: number | null // which; the lower of equals
  readonly dissolved: boolean
}

/** The last row and column are the undetermined, who are no group: to be left there is not to stay together. */
export type Migration = {
  readonly rows: number // groups before + 1
  readonly cols: number // groups now + 1
  readonly counts: Float64Array // rows × cols: people of both runs
  readonly shares: Float64Array // counts over their row's sum; 0 in an empty row
  readonly fates: readonly Fate[] // of the groups before
  readonly left: Float64Array // rows: people of the first run only
  readonly joined: Float64Array // cols: people of the second run only
}

export type MigrationGroups = {
  readonly before: number
  readonly now: number
  /** Which group of now continues each of before, −1 for none; the same number where absent. */
  readonly continuedBy?: ArrayLike<number>
  /** People only in one of the runs, by group, the undetermined last; nobody where absent. */
  readonly left?: ArrayLike<number>
  readonly joined?: ArrayLike<number>
}

/** Where the people of both runs went. before[i] and now[i] are groups of one person, −1 for undetermined. Throws a RangeError for a label beyond the groups. */
export function migrationOf(before: ArrayLike<number>, now: ArrayLike<number>, groups: MigrationGroups): Migration {
  const least = { rows: groups.before + 1, cols: groups.now + 1 }
  const table = contingency(undeterminedLast(before, groups.before), undeterminedLast(now, groups.now), least)
  const { rows, cols, counts, rowSums } = table
  const overlaps = jaccardsOf(table)
  const fates = Array.from({ length: groups.before }, (_, group): Fate => {
    const size = rowSums[group]
    if (size === 0) return { size, stayed: 0, jaccard: null, closest: null, dissolved: false }
    const heir = groups.continuedBy?.[group] ?? (group < groups.now ? group : -1)
    let closest = -1
    for (let to = 0; to < groups.now; to++) if (closest < 0 || overlaps[group * cols + to] > overlaps[group * cols + closest]) closest = to
    const jaccard = closest < 0 ? 0 : overlaps[group * cols + closest]
    return { size, stayed: heir < 0 ? 0 : counts[group * cols + heir], jaccard, closest: jaccard > 0 ? closest : null, dissolved: jaccard <= dissolvedUpTo }
  })
  return {
    rows, cols, counts, fates,
    shares: counts.map((count, at) => (count === 0 ? 0 : count / rowSums[Math.floor(at / cols)])),
    left: countsOf(groups.left, rows), joined: countsOf(groups.joined, cols),
  }
}

function undeterminedLast(labels: ArrayLike<number>, groups: number): Int32Array {
  return Int32Array.from(labels, (label) => {
    if (label >= groups || label < -1) throw new RangeError(`Group ${label} is not among ${groups}, nor −1 for undetermined.`)
    return label === -1 ? groups : label
  })
}

function countsOf(counts: ArrayLike<number> | undefined, length: number): Float64Array {
  if (counts !== undefined && counts.length !== length) throw new RangeError(`${counts.length} counts for ${length} groups, the undetermined among them.`)
  return counts === undefined ? new Float64Array(length) : Float64Array.from(counts)
}
