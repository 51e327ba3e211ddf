import { z } from 'zod'
import { stableFrom } from '../../../models/stability.ts'
import type { RunReport } from '../finding/report.ts'
import { LEAST_EXPORTED, type PersonaFacts } from '../meaning/facts.ts'

/** What a persona has to show before somebody stands behind it. `passed` null: it could not be asked. */
export const Check = z.object({
  check: z.enum(['size', 'stability', 'difference', 'sensitive']),
  passed: z.boolean().nullable(),
  /** What was measured and what is asked for, as a person reads it. */
  found: z.object({ de: z.string(), en: z.string() }),
}).meta({ id: 'PersonaCheck' })
export type Check = z.infer<typeof Check>

const words = (de: string, en: string) => ({ de, en })
const german = (value: number) => value.toFixed(2).replace('.', ',')

/** The checks of a persona by what its last run found. `size` is that of everybody who still allows profiling. */
export function checksOf(personaId: string, facts: Pick<PersonaFacts, 'size' | 'stability' | 'kpis'>, report: Pick<RunReport, 'sensitive'>): Check[] {
  return [sizeCheck(facts.size), stabilityCheck(facts.stability.jaccard), differenceCheck(facts.kpis), sensitiveCheck(personaId, report.sensitive)]
}

/** What stands in the way of approval; a check that could not be asked does too, for nobody knows its answer. */
export function failing(checks: readonly Check[]): Check[] {
  return checks.filter(({ passed }) => passed !== true)
}

function sizeCheck(size: number): Check {
  return {
    check: 'size', passed: size >= LEAST_EXPORTED,
    found: words(`mindestens ${LEAST_EXPORTED} Personen verlangt, es sind ${size >= LEAST_EXPORTED ? 'genug' : 'weniger'}`, `at least ${LEAST_EXPORTED} people asked for, there are ${size >= LEAST_EXPORTED ? 'enough' : 'fewer'}`),
  }
}

/** Hennig 2007: from 0.75 a group may be called stable. */
function stabilityCheck(jaccard: number | null): Check {
  if (jaccard === null) return { check: 'stability', passed: null, found: words('Stabilität nicht gemessen: der nächste Lauf misst sie', 'stability not measured: the next run measures it') }
  return { check: 'stability', passed: jaccard >= stableFrom, found: words(`Jaccard ${german(jaccard)}, ${german(stableFrom)} verlangt`, `Jaccard ${jaccard.toFixed(2)}, ${stableFrom} asked for`) }
}

function differenceCheck(kpis: PersonaFacts['kpis']): Check {
  const different = kpis.filter((kpi) => kpi.differs)
  if (kpis.length === 0) return { check: 'difference', passed: null, found: words('keine Kennzahl bekannt', 'no outcome is known') }
  return {
    check: 'difference', passed: different.length > 0,
    found: different.length > 0
      ? words(`anders als die übrigen bei ${different.map((kpi) => kpi.label.de).join(', ')}`, `different from the others in ${different.map((kpi) => kpi.label.en).join(', ')}`)
      : words(`keine von ${kpis.length} Kennzahlen unterscheidet sich deutlich`, `none of ${kpis.length} outcomes differs beyond its interval`),
  }
}

/** Passes when no marked attribute both stands behind the grouping and leans on this persona. Nothing marked: nothing to ask. */
function sensitiveCheck(personaId: string, findings: RunReport['sensitive']): Check {
  if (findings.length === 0) return { check: 'sensitive', passed: true, found: words('kein sensibles Merkmal ist benannt', 'no sensitive attribute is marked') }
  const behind = findings.filter((finding) => finding.verdict === 'proxy' && finding.leaning.some((lean) => lean.personaId === personaId))
  const unknown = findings.filter((finding) => finding.verdict === 'unknown')
  const names = (list: RunReport['sensitive']) => list.map((finding) => finding.attribute).join(', ')
  if (behind.length > 0) return { check: 'sensitive', passed: false, found: words(`steht stellvertretend für ${names(behind)}`, `stands in for ${names(behind)}`) }
  if (unknown.length === findings.length) return { check: 'sensitive', passed: null, found: words(`zu wenige Angaben zu ${names(unknown)}`, `too few people told their ${names(unknown)}`) }
  return { check: 'sensitive', passed: true, found: words(`steht nicht stellvertretend für ${names(findings)}`, `does not stand in for ${names(findings)}`) }
}
