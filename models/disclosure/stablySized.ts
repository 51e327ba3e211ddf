/**
 * The size to show of a group: the one shown last until the group has changed by k people or more, so that two looks never differ by fewer
 * than k and nobody's coming, leaving or erasure can be read from a difference. null, not shown, below k people. shownLast: the last number
 * that was shown, however long ago; null where none was. Shares and sums beside it have to be reckoned from what is shown.
 *
 * It does not keep a secret from somebody who already knows all others in the group: that takes noise.
 */
export function stablySized(shownLast: number | null, now: number, k = 20): number | null {
  if (now < k) return null
  return shownLast === null || Math.abs(now - shownLast) >= k ? now : shownLast
}
