import type { PersonaFacts } from './facts.ts'
import { feltOf, type Fraction } from './shares.ts'
import type { FeltTally, Tallies } from './tallies.ts'

/** What a group felt and what went wrong, from the counts of the log. */
export function experienceOf({ felt, items }: Pick<Tallies, 'felt' | 'items'>, grp: number): PersonaFacts['experience'] {
  const by = (fraction: (row: FeltTally) => Omit<Fraction, 'grp'>) => feltOf(felt.map((row) => ({ grp: row.grp, ...fraction(row) })), grp)
  const anyOf = (figure: 'contacts' | 'complaints') => felt.some((row) => row[figure] > 0)
  const pieces = new Map<number, { of: number; per: number }>()
  for (const row of items) {
    const sum = pieces.get(row.grp) ?? { of: 0, per: 0 }
    pieces.set(row.grp, { of: sum.of + Math.min(row.returned, row.pieces), per: sum.per + row.pieces })
  }
  const buyers = new Map(felt.map((row) => [row.grp, row.buyers]))
  const returns = [...pieces].map(([of, sum]) => ({ grp: of, ...sum, customers: buyers.get(of) ?? 0 }))
  return {
    rating: by((row) => ({ of: row.ratingSum, per: row.ratings, customers: row.raters })),
    nps: by((row) => ({ of: row.npsSum, per: row.surveys, customers: row.surveyed })),
    // A shop where nobody ever wrote does not record it.
    contactsPerOrder: anyOf('contacts') ? by((row) => ({ of: row.contacts, per: row.orders, customers: row.buyers })) : null,
    complaintsPerOrder: anyOf('complaints') ? by((row) => ({ of: row.complaints, per: row.orders, customers: row.buyers })) : null,
    returnRate: returns.some((row) => row.of > 0) ? feltOf(returns, grp) : null,
  }
}
