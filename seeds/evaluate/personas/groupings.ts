import { groupPeople, type Grouped } from '../../../engine/personas/finding/grouping.ts'
import { placePeople } from '../../../engine/personas/finding/placing.ts'
import { inSpace } from '../../../engine/personas/finding/space.ts'
import type { PersonaSettings } from '../../../engine/personas/settings.ts'
import type { PersonaId } from '../../../engine/ids.ts'
import { assignClusters } from '../../../models/clusterers.ts'
import { shuffle } from '../../../models/draws.ts'
import { assign, fitKMeans } from '../../../models/kmeans.ts'
import { createMatrix, type Matrix } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'
import { applyScaler, fitScaler } from '../../../models/scaling.ts'
import type { Features, Moment } from './moment.ts'
import { membership, type Membership } from './popularWithin.ts'

/** What the product finds among the people of a moment, and where it puts them. */
export type Personas = {
  readonly grouped: Grouped
  readonly k: number
  /** Per row of the features; −1 for the undetermined. */
  readonly labels: Int32Array
  /** How much each row belongs to each persona, rows × k. */
  readonly weights: Matrix
}

export function personasAt(features: Features, seed: number, settings: PersonaSettings, progress: (share: number, words: string) => void): Personas {
  const grouped = groupPeople(features, seed, progress, settings)
  const { weights } = assignClusters(grouped.grouping.clusters, inSpace(grouped.grouping, features))
  const ids = Array.from({ length: weights.cols }, (_, g) => String(g) as PersonaId)
  const places = placePeople(grouped.grouping, features, ids.map((_, g) => [g]), ids, Array.from({ length: weights.rows }, () => null), settings, true)
  return { grouped, k: weights.cols, labels: Int32Array.from(places, ({ personaId }) => (personaId === null ? -1 : Number(personaId))), weights }
}

/** Groups of the same sizes, people drawn into them: what any grouping must beat to have said something. */
export function drawnLike(labels: Int32Array, seed: number, draw: number): Int32Array {
  return shuffle(derive(seed, `random groups ${draw}`), Int32Array.from(labels))
}

/** Days since the last purchase, how many, how much: the columns that everybody segments by. */
const RFM = ['recency_days', 'orders', 'revenue']

/** k-means on recency, frequency and monetary value alone, logged and scaled; null where the data know no times or no money. */
export function rfmGroups({ before, people, features }: Moment, k: number, seed: number): Membership | null {
  const x = columnsNamed(features, RFM)
  if (x === null) return null
  const scaled = applyScaler(fitScaler(x, RFM.map((name) => ({ name, group: name, log: true }))), x)
  return membership(before.customers, people, assign(fitKMeans(scaled, k, derive(seed, 'rfm')), scaled), k)
}

function columnsNamed({ columns, x }: Features, names: readonly string[]): Matrix | null {
  const places = names.map((name) => columns.findIndex((column) => column.name === name))
  if (places.some((place) => place < 0)) return null
  const chosen = createMatrix(x.rows, names.length)
  for (let i = 0; i < x.rows; i++) places.forEach((j, at) => { chosen.data[i * names.length + at] = x.data[i * x.cols + j] })
  return chosen
}
