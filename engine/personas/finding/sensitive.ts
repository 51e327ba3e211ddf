import type { TransactionSql } from 'postgres'
import { codesOf, quantileCodesOf } from '../../../models/association/codes.ts'
import { sensitiveAssociation } from '../../../models/association/sensitiveAssociation.ts'
import { verdictOf } from '../../../models/association/verdict.ts'
import { derive } from '../../../models/rng.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import { LEAST_PEOPLE } from '../meaning/facts.ts'
import type { SensitiveFinding } from './report.ts'

/** Of fewer people whose value is known nothing is said. */
const LEAST_ASKED = 100
/** An attribute of numbers with more different values than this is cut into fifths. */
const MOST_VALUES = 12

/**
 * How much the personas of a run tell about traits that were marked as sensitive. They are read here alone, after the groups stand, of people who are in the
 * run; what leaves is shares of groups of at least LEAST_PEOPLE.
 */
export async function askSensitive(tx: TransactionSql, runId: RunId, ids: readonly PersonaId[], attributes: readonly string[], seed: number): Promise<SensitiveFinding[]> {
  const findings: SensitiveFinding[] = []
  for (const attribute of attributes) {
    const rows = await tx<{ persona_id: PersonaId | null; value: string | null }[]>`
      select m.persona_id, c.traits ->> ${attribute} as value from persona_members m join customers c on c.customer_id = m.customer_id where m.run_id = ${runId} order by m.customer_id`
    findings.push(findingOf(attribute, rows.map((row) => (row.persona_id === null ? -1 : ids.indexOf(row.persona_id))), rows.map((row) => row.value), ids, seed))
  }
  return findings
}

function findingOf(attribute: string, labels: readonly number[], values: readonly (string | null)[], ids: readonly PersonaId[], seed: number): SensitiveFinding {
  const { codes, names } = coded(values)
  const association = sensitiveAssociation(labels, codes, derive(seed, `sensitive:${attribute}`))
  const { n, nmi, cramersV, p } = association
  if (n < LEAST_ASKED) return { attribute, people: n, share: null, cramersV: null, p: null, verdict: 'unknown', leaning: [] }
  const { verdict, named } = verdictOf(association)
  return {
    attribute, people: n, share: nmi, cramersV, p, verdict,
    leaning: named.flatMap(({ group, value, people, share, rest, lift, low, high }) => {
      const personaId = ids[group]
      // Fewer people would be told of one by one.
      return personaId === undefined || people < LEAST_PEOPLE ? [] : [{ personaId, value: names[value] ?? '?', share, rest, lift, low, high }]
    }),
  }
}

/** Values as codes, −1 where none is given; many different numbers are cut into fifths. */
export function coded(values: readonly (string | null)[]): { codes: Int32Array; names: readonly string[] } {
  const given = values.filter((value) => value !== null && value.trim() !== '')
  const numbers = values.map((value) => (value === null || value.trim() === '' ? NaN : Number(value)))
  const numeric = given.length > 0 && numbers.filter((value) => Number.isFinite(value)).length === given.length
  if (!numeric || new Set(given).size <= MOST_VALUES) return codesOf(values.map((value) => (value === null || value.trim() === '' ? null : value)))
  const { codes, cuts } = quantileCodesOf(numbers)
  return { codes, names: Array.from({ length: cuts.length + 1 }, (_, i) => (i === 0 ? `≤ ${cuts[0]!}` : i === cuts.length ? `> ${cuts[i - 1]!}` : `${cuts[i - 1]!}–${cuts[i]!}`)) }
}
