/**
 * How far shares of small numbers can be relied on: of what people differ in, the part that is theirs and not the luck of few draws, 0..1.
 * The correlation ρ of two draws of one person by analysis of variance (Ridout, Demétrio & Firth 1999, eq. 4), with n people, N = Σ per,
 *   between = (Σ of²/per − (Σ of)²/N) / (n − 1),  within = (Σ of − Σ of²/per) / (N − n),  a = (N − Σ per²/N) / (n − 1),
 *   ρ = (between − within) / (between + (a − 1) within),
 * makes a share of per draws reliable to per · ρ / (1 + (per − 1) ρ) (Spearman 1910, Brown 1910): this is the mean of that over people.
 * 0 where people differ no more than draws do.
 *
 * of and per have one entry a person, 0 ≤ of ≤ per; people with per of 0 or NaN are passed over. NaN where nothing tells luck from habit: fewer
 * than two people, nobody who drew twice, all shares 0 or all 1. Draws that come in clumps (an item that counts four times) look more reliable
 * than they are. Throws a RangeError when the two differ in length.
 */
export function shareReliability(of: ArrayLike<number>, per: ArrayLike<number>): number {
  if (of.length !== per.length) throw new RangeError(`${of.length} counts of ${per.length}.`)
  const known = Int32Array.from({ length: of.length }, (_, i) => i).filter((i) => per[i] > 0 && !Number.isNaN(of[i]))
  let [drawn, hits, ofOwn, perOwn] = [0, 0, 0, 0]
  for (const i of known) {
    drawn += per[i]
    hits += of[i]
    ofOwn += of[i] ** 2 / per[i]
    perOwn += per[i] ** 2
  }
  const n = known.length
  if (n < 2 || !(drawn > n) || !(hits > 0) || !(hits < drawn)) return NaN
  const between = (ofOwn - hits ** 2 / drawn) / (n - 1)
  const within = (hits - ofOwn) / (drawn - n)
  const size = (drawn - perOwn / drawn) / (n - 1)
  const rho = Math.max(0, Math.min(1, (between - within) / (between + (size - 1) * within)))
  return known.reduce((sum, i) => sum + (per[i] * rho) / (1 + (per[i] - 1) * rho), 0) / n
}
