import { inSpace } from '../../../engine/personas/finding/space.ts'
import { distinguish } from '../../../engine/personas/meaning/distinctions.ts'
import type { Distinction } from '../../../engine/personas/meaning/facts.ts'
import { nameGroups } from '../../../engine/personas/meaning/nameGroups.ts'
import type { PersonaSettings } from '../../../engine/personas/settings.ts'
import { adjustedRand } from '../../../models/adjustedRand.ts'
import { bootstrapMean, type Interval } from '../../../models/bootstrap.ts'
import { sampleWithout } from '../../../models/draws.ts'
import { addRow, createMoments, type GroupMoments } from '../../../models/groupMoments.ts'
import { selectRows } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'
import { signedLog } from '../../../models/scaling.ts'
import { silhouette } from '../../../models/silhouette.ts'
import { personasAt, type Personas } from './groupings.ts'
import type { Features } from './moment.ts'

const OTHER_SEEDS = 3
const SILHOUETTE_ROWS = 3000
const RESAMPLES = { resamples: 500, level: 0.95 }
const TRAITS = 5

export type Agreement = { readonly mean: number; readonly least: number }

export type FoundPersona = {
  readonly name: string
  readonly size: number
  /** Mean greatest Jaccard under the bootstrap (Hennig 2007). */
  readonly jaccard: number
  readonly traits: readonly Pick<Distinction, 'column' | 'direction' | 'effect' | 'low' | 'high'>[]
}

/** The personas of one moment, and how far they can be trusted. */
export type Found = {
  readonly n: number
  /** People known well enough to shape the groups, and people in none. */
  readonly shapedBy: number
  readonly undetermined: number
  readonly columns: readonly string[]
  readonly k: number
  readonly reason: string
  /** In the order of the groups' numbers. */
  readonly personas: readonly FoundPersona[]
  /** Of at most 3,000 people of some persona; interval over people. */
  readonly silhouette: Interval
  /** Adjusted Rand index with what other seeds find in the same data, by themselves and told how many groups there are; the undetermined count as a group. */
  readonly seeds: { readonly seeds: readonly number[]; readonly k: readonly number[]; readonly alone: Agreement; readonly sameK: Agreement }
}

export function describeFound(features: Features, personas: Personas, seed: number, settings: PersonaSettings): Found {
  const { grouped, k, labels } = personas
  const moments = gathered(features, labels, k)
  const distinctions = Array.from({ length: k }, (_, group) => distinguish(moments, group))
  const sizes = new Int32Array(k)
  for (const label of labels) if (label >= 0) sizes[label]++
  return {
    n: labels.length, shapedBy: grouped.shapedBy, undetermined: labels.filter((label) => label < 0).length, columns: grouped.grouping.columns, k, reason: grouped.choice.reason,
    personas: nameGroups(distinctions, []).map(({ en }, group) => ({
      name: en, size: sizes[group], jaccard: grouped.stability[group],
      traits: distinctions[group].slice(0, TRAITS).map(({ column, direction, effect, low, high }) => ({ column, direction, effect, low, high })),
    })),
    silhouette: silhouetteOf(features, personas, seed),
    seeds: seedsAgree(features, personas, seed, settings),
  }
}

/** The undetermined are a group behind the others, as in a run. */
function gathered({ columns, x }: Features, labels: Int32Array, k: number): { columns: Features['columns']; plain: GroupMoments; logged: GroupMoments } {
  const [plain, logged] = [createMoments(k + 1, x.cols), createMoments(k + 1, x.cols)]
  const row = new Float32Array(x.cols)
  labels.forEach((label, i) => {
    const group = label < 0 ? k : label
    addRow(plain, group, x.data, i * x.cols)
    columns.forEach(({ log }, j) => {
      const value = x.data[i * x.cols + j]
      row[j] = log === true ? signedLog(value) : value
    })
    addRow(logged, group, row, 0)
  })
  return { columns, plain, logged }
}

function silhouetteOf(features: Features, { grouped: { grouping }, labels }: Personas, seed: number): Interval {
  const placed = Int32Array.from(labels.keys()).filter((row) => labels[row] >= 0)
  const rows = sampleWithout(derive(seed, 'silhouette'), placed.length, SILHOUETTE_ROWS).map((at) => placed[at])
  const { rows: values } = silhouette(selectRows(inSpace(grouping, features), rows), rows.map((row) => labels[row]))
  return bootstrapMean(values, derive(seed, 'silhouette interval'), RESAMPLES)
}

function seedsAgree(features: Features, { k, labels }: Personas, seed: number, settings: PersonaSettings): Found['seeds'] {
  const seeds = Array.from({ length: OTHER_SEEDS }, (_, i) => seed + i + 1)
  const found = (given: PersonaSettings) => seeds.map((other) => personasAt(features, other, given, () => {}))
  const agreement = (others: readonly Personas[]): Agreement => {
    const values = others.map((other) => adjustedRand(fromZero(labels), fromZero(other.labels)))
    return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, least: Math.min(...values) }
  }
  const alone = found(settings)
  return { seeds, k: alone.map((other) => other.k), alone: agreement(alone), sameK: agreement(found({ ...settings, k: { from: k, to: k } })) }
}

/** The undetermined as 0, groups from 1. */
function fromZero(labels: Int32Array): Int32Array {
  return labels.map((label) => label + 1)
}
