import { z } from 'zod'
import { isCurrency } from './currencies.ts'

/** Places after the point that the store keeps. */
const PLACES = 4
/** Below this a double still tells two neighbouring amounts of four places apart. */
const MOST = 1e10

/**
 * An amount as the store keeps it, digit for digit: '19.99'. The shortest decimal that names a double is the one the caller wrote, so a JSON
 * number loses nothing; one with more places than we keep is refused, never rounded.
 */
export const Decimal = z.union([z.number(), z.string().regex(/^-?\d{1,10}(\.\d+)?$/, 'must be a decimal number such as 19.99')])
  .transform((value, context) => {
    const text = toDecimal(Number(value))
    if (text !== null) return text
    context.addIssue({ code: 'custom', message: `must be a decimal number with at most ${PLACES} places, below ${MOST}` })
    return z.NEVER
  })

/** The decimal text of a double, or null where it has more places than we keep or is too large. */
function toDecimal(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= MOST) return null
  const text = value.toFixed(PLACES)
  return Number(text) === value ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : null
}

export const Currency = z.string().refine(isCurrency, 'must be an ISO 4217 code such as EUR')
