import type { SensitiveAssociation, ValueInGroup } from './sensitiveAssociation.ts'

/**
 * Where the lines are drawn, and from where they come:
 * alpha      below it the association is not chance. With many people the slightest one is not, hence the sizes beside it.
 * small      Cramér's V from which it is worth a look: Cohen 1988, ch. 7 calls w = .1 small (V is w where one side has two values).
 * large      V from which the groups stand for the attribute: Cohen's .5.
 * largeH     Cohen's h from which one value stands for one group: .8 in ch. 6, as 50 % against 86 %, or 2 % against 29 %.
 * factor     a share this many times the rest's, or fewer: 1 / (4/5), the four-fifths rule of the Uniform Guidelines on Employee Selection
 *            Procedures (29 CFR § 1607.4 D, 1978), which compares selection rates; a rule of thumb of another field.
 *
 * What they don't prove: that a group below them is fair or lawful to address, since harm is in what is done with it; that nothing is wrong
 * in combinations of attributes, in attributes nobody marked, or among people whose value is not known; nor that a group above them was
 * made from the attribute: it may be what the shop sells to whom.
 */
export type Limits = { readonly alpha: number; readonly small: number; readonly large: number; readonly largeH: number; readonly factor: number }

export const usualLimits: Limits = { alpha: 0.01, small: 0.1, large: 0.5, largeH: 0.8, factor: 1.25 }

export type Verdict = {
  readonly verdict: 'independent' | 'associated' | 'proxy'
  readonly named: readonly ValueInGroup[] // certain and beyond the factor: over-represented, then under-represented, greatest |h| first
}

/**
 * proxy: knowing the group nearly tells the value, over all groups or in one (over-represented beyond largeH).
 * associated: certain, and at least small over all or beyond the factor in one group. independent: anything less; where few people are
 * known that says little, so show n beside it.
 */
export function verdictOf({ p, cramersV, perGroup }: SensitiveAssociation, limits: Limits = usualLimits): Verdict {
  if (!(p <= limits.alpha)) return { verdict: 'independent', named: [] }
  const named = perGroup.filter(({ p, lift }) => p <= limits.alpha && (lift === null || lift >= limits.factor || lift <= 1 / limits.factor))
    .sort((a, b) => Math.sign(b.h) - Math.sign(a.h) || Math.abs(b.h) - Math.abs(a.h))
  if (cramersV >= limits.large || named.some(({ h }) => h >= limits.largeH)) return { verdict: 'proxy', named }
  return { verdict: cramersV >= limits.small || named.length > 0 ? 'associated' : 'independent', named }
}
