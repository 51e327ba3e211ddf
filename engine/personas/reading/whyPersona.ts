import { clusterCentres } from '../../../models/clusterers.ts'
import { rowOf, type Matrix } from '../../../models/matrix.ts'
import { applyScaler } from '../../../models/scaling.ts'
import type { Permit, Person } from '../../consent/permit.ts'
import { checkPeople } from '../../consent/checkPeople.ts'
import { findPerson } from '../../customers/person.ts'
import { LotseError } from '../../errors.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PersonaId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Undetermined } from '../../store/schema/learning.ts'
import { placeNow, placingModel, type Placed, type PlacingModel } from '../finding/replacing.ts'
import { columnsNamed } from '../finding/space.ts'
import { PersonaFacts, type Words } from '../meaning/facts.ts'
import { roundFacts } from '../meaning/roundFacts.ts'

/** One feature's part in it. `pull` > 0 speaks for the persona, < 0 for the nearest other; |pull| of all features sum to 1. */
export type Because = { readonly column: string; readonly label: Words; readonly unit: string; readonly value: number | null; readonly here: number | null; readonly there: number | null; readonly pull: number }

/** Why somebody is where they are, by everything known of them at this moment. */
export type PersonaReason = {
  readonly persona: { readonly id: PersonaId; readonly name: string; readonly weight: number; readonly margin: number } | null
  readonly undetermined: Undetermined | null
  /** Held in theirs although another leads a little. */
  readonly held: boolean
  /** The other personas, nearest first. */
  readonly alternatives: readonly { readonly id: PersonaId; readonly name: string; readonly weight: number }[]
  readonly because: readonly Because[]
}

const MOST = 12

/**
 * Explains the persona of a customer by the model in use, from their features as they are now. Throws `customer_unknown`, `profiling_not_allowed` (forbidden by
 * the person: there is no profile to explain), `no_persona_run`.
 */
export async function whyPersona(store: Store, userId: string, now: Date): Promise<PersonaReason> {
  const person = await findPerson(store, { userId })
  if (person === null) throw new LotseError('missing', 'customer_unknown', 'There is nobody with this user id.')
  const known = await placingModel(store)
  if (known === null) throw new LotseError('conflict', 'no_persona_run', 'There is no run of personas to explain by. Run the personas first.')
  await requireProfiling(store, person, now)
  const [placed] = await placeNow(store, known, [person], now)
  if (placed === undefined) throw notAllowed()
  return explain(store, known, placed)
}

async function requireProfiling(store: Store, person: Person, now: Date): Promise<Permit<'personalize.content.profiling'>> {
  const answer = (await checkPeople(store, [person], 'personalize.content.profiling', now)).get(person.personId)
  if (answer?.allowed !== true) throw notAllowed()
  return answer.permit
}

function notAllowed(): LotseError {
  return new LotseError('conflict', 'profiling_not_allowed', 'This person does not allow a profile, so there is none to explain.')
}

async function explain(store: Store, { grouping, ids, clusters, runId }: PlacingModel, { place, features, row }: Placed): Promise<PersonaReason> {
  const rows = await store.sql<{ id: PersonaId; name: string; facts: unknown }[]>`
    select p.persona_id id, p.name, f.facts from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = ${runId} where p.persona_id = any(${[...ids]}::uuid[])`
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const weights = clusters.map((own) => Math.min(1, own.reduce((sum, c) => sum + place.mix[c]!, 0)))
  const ranked = ids.map((id, g) => ({ id, g, weight: weights[g]! })).sort((a, b) => b.weight - a.weight)
  const own = place.personaId === null ? ranked[0]! : ranked.find(({ id }) => id === place.personaId)!
  const other = ranked.find(({ g }) => g !== own.g)
  const told = new Map(rows.flatMap(({ id, facts }) => (facts === null ? [] : [[id, new Map(PersonaFacts.parse(roundFacts(facts)).told.map((each) => [each.column, each.mean]))] as const])))
  const named = ({ id, weight }: { id: PersonaId; weight: number }) => ({ id, name: names.get(id) ?? '', weight })
  const because = other === undefined ? [] : pulls(grouping, features, row, nearest(grouping, clusters[own.g]!, place.mix), nearest(grouping, clusters[other.g]!, place.mix))
  return {
    persona: place.personaId === null ? null : { ...named(own), margin: place.margin }, undetermined: place.undetermined, held: place.candidate !== null || (place.personaId !== null && ranked[0]!.id !== place.personaId),
    alternatives: ranked.filter(({ g }) => place.personaId === null || g !== own.g).map(named),
    because: because.slice(0, MOST).map(({ column, pull }) => {
      const at = features.columns.findIndex(({ name }) => name === column)
      const { label, unit } = features.columns[at]!
      const value = features.x.data[row * features.x.cols + at]!
      return { column, label: { ...label }, unit, value: Number.isNaN(value) ? null : value, here: told.get(own.id)?.get(column) ?? null, there: other === undefined ? null : told.get(other.id)?.get(column) ?? null, pull }
    }),
  }
}

/** Of a persona's clusters the one that weighs most with this person. */
function nearest(grouping: PlacingModel['grouping'], clusters: readonly number[], mix: readonly number[]): Float32Array {
  const c = clusters.reduce((best, each) => (mix[each]! > mix[best]! ? each : best), clusters[0]!)
  return rowOf(columnCentres(grouping), c)
}

/** Centres in the space of the scaled columns, also where the groups were found on their components. */
function columnCentres({ clusters, pca, columns }: PlacingModel['grouping']): Matrix {
  const centres = clusterCentres(clusters)
  if (pca === null) return centres
  const data = new Float32Array(centres.rows * columns.length)
  for (let c = 0; c < centres.rows; c++) {
    for (let j = 0; j < columns.length; j++) data[c * columns.length + j] = pca.components.reduce((sum, component, m) => sum + centres.data[c * centres.cols + m]! * component[j]!, pca.means[j]!)
  }
  return { rows: centres.rows, cols: columns.length, data }
}

/**
 * How much each column speaks for the own centre c against the other c′: (z − c′)² − (z − c)², which over all columns sums to the difference of the squared distances.
 * As shares of their absolute sum, strongest first; what is not known of the person says nothing.
 */
function pulls({ columns, scaler }: PlacingModel['grouping'], features: FeatureMatrix, row: number, own: Float32Array, other: Float32Array): { column: string; pull: number }[] {
  const raw = columnsNamed(columns, features)
  const z = rowOf(applyScaler(scaler, raw), row)
  const found = columns.flatMap((column, j) => (Number.isNaN(raw.data[row * raw.cols + j]!) ? [] : [{ column, pull: (z[j]! - other[j]!) ** 2 - (z[j]! - own[j]!) ** 2 }]))
  const all = found.reduce((sum, { pull }) => sum + Math.abs(pull), 0)
  return found.map(({ column, pull }) => ({ column, pull: all > 0 ? pull / all : 0 })).sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull))
}
