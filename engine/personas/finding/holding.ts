/** Where somebody is, which other group has been ahead (−1: none), and how many runs in a row. */
export type Held = { readonly group: number; readonly candidate: number; readonly streak: number }

/** The group their features speak for now, and by how much it leads the one they are in. */
export type Evidence = { readonly group: number; readonly lead: number }

export type HoldRule = {
  /** A lead of this much moves at once. */
  readonly margin: number
  /** A smaller one moves when it comes this often in a row. */
  readonly runs: number
  /** Whether this look counts as one of those. */
  readonly counts: boolean
}

/**
 * Keeps people from flipping between two groups they lie between (hysteresis, as in a Schmitt trigger): one leaves only for a clear lead, or for one
 * that lasts. Alternating evidence without a clear lead moves nobody.
 */
export function hold(before: Held, now: Evidence, { margin, runs, counts }: HoldRule): Held {
  const stays = { group: before.group, candidate: -1, streak: 0 }
  if (now.group === before.group) return counts ? stays : before
  if (now.lead >= margin) return { group: now.group, candidate: -1, streak: 0 }
  if (!counts) return before
  const streak = before.candidate === now.group ? before.streak + 1 : 1
  return streak >= runs ? { group: now.group, candidate: -1, streak: 0 } : { group: before.group, candidate: now.group, streak }
}
