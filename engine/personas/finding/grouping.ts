import { chooseK, type KChoice } from '../../../models/chooseK.ts'
import { assignClusters, clustererOf, fitClusters, type ClusterModel } from '../../../models/clusterers.ts'
import { sampleWithout } from '../../../models/draws.ts'
import type { KMeansOptions } from '../../../models/kmeans.ts'
import { plusPlusSeeds, subsampleSeeds } from '../../../models/kmeansSeeds.ts'
import { selectRows, type Matrix } from '../../../models/matrix.ts'
import { fitPca, type Pca } from '../../../models/pca.ts'
import { derive, type Rng } from '../../../models/rng.ts'
import { fitScaler, type Scaler } from '../../../models/scaling.ts'
import { calibratedVariance } from '../../../models/softness.ts'
import { bootstrapStability } from '../../../models/stability.ts'
import { fitLimits, type Limits } from '../../../models/undetermined.ts'
import { LotseError } from '../../errors.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import { LEAST_PEOPLE } from '../meaning/facts.ts'
import { DEFAULT_SETTINGS, type PersonaSettings } from '../settings.ts'
import { weighBlocks } from './blocks.ts'
import { chooseInput, shapingRows } from './clusterInput.ts'
import { inSpace } from './space.ts'

/** A fitted way of putting people into groups: enough to put anybody there again. */
export type Grouping = {
  readonly columns: readonly string[]
  readonly scaler: Scaler
  /** The groups lie in the space of its components; null: in that of the scaled columns. */
  readonly pca: Pca | null
  readonly clusters: ClusterModel
  /** How far from their own group people were who shaped it: beyond, one is unlike any. */
  readonly limits: Limits
}

export type Grouped = {
  readonly grouping: Grouping
  readonly choice: KChoice
  /** Per cluster, mean greatest Jaccard under the bootstrap. */
  readonly stability: Float64Array
  /** How many people were known well enough to shape the groups. */
  readonly shapedBy: number
}

/** Stability is measured on at most so many people, this often. */
const STABILITY_ROWS = 3000
const RESAMPLES = 12
const HALVES = 12

/** The table behind k and the resamples are hundreds of small fits, of which only the labels matter: no seeds of ml-kmeans for these. */
const SMALL: Partial<KMeansOptions> = { seeder: subsampleSeeds, starts: 10, finalists: 2, swaps: 0, tolerance: 1e-3 }
const RESAMPLED: Partial<KMeansOptions> = { seeder: plusPlusSeeds, starts: 3, swaps: 0, tolerance: 1e-3, maxIterations: 30 }
const ROUGH = { tolerance: 1e-3 }

type Features = Pick<FeatureMatrix, 'columns' | 'x'>

/**
 * Groups the people of a feature matrix. Every column weighs the same after robust scaling unless settings say otherwise, and no block of
 * columns drowns the rest (see blocks.ts). Same matrix, seed and settings, same groups.
 * Throws `no_columns`, and `too_few_people` (both conflict) when no group of at least `leastPeople` can be told from another.
 */
export function groupPeople(features: Features, seed: number, progress: (share: number, words: string) => void, settings: PersonaSettings = DEFAULT_SETTINGS): Grouped {
  const prepared = prepare(features, seed, settings)
  const { method, k: range, leastPeople, leastShare } = settings
  progress(0.05, 'choosing the number of personas')
  const choice = chooseK(prepared.shaping, derive(seed, 'choose k'), {
    ...range, minRows: leastPeople, minShare: leastShare, fit: clustererOf(method, { kmeans: SMALL, nmf: ROUGH }), refit: clustererOf(method, { kmeans: { ...SMALL, starts: 6, finalists: 1 }, nmf: ROUGH }),
  })
  if (choice.k < 2) throw new LotseError('conflict', 'too_few_people', `No groups of at least ${leastPeople} people can be told apart (${choice.reason}).`)
  progress(0.6, `grouping into ${choice.k}`)
  const { clusters, limits } = fitGroups(prepared, method, choice.k, seed)
  progress(0.7, 'measuring stability')
  const stability = stabilityOf(prepared.shaping, clusters, method, choice.k, seed)
  const { names, scaler, pca } = prepared
  return { grouping: { columns: names, scaler, pca, clusters, limits }, choice, stability, shapedBy: prepared.shaping.rows }
}

/** Which of k groups each person of a matrix falls into, for a number of groups that is already chosen. Throws as `groupPeople` does. */
export function groupInto(features: Features, k: number, seed: number, settings: PersonaSettings = DEFAULT_SETTINGS): Int32Array {
  const prepared = prepare(features, seed, settings)
  if (prepared.shaping.rows < k * LEAST_PEOPLE) throw new LotseError('conflict', 'too_few_people', `${prepared.shaping.rows} people are too few for ${k} groups.`)
  const { clusters } = fitGroups(prepared, settings.method, k, seed)
  return assignClusters(clusters, inSpace({ columns: prepared.names, scaler: prepared.scaler, pca: prepared.pca }, features)).labels
}

type Prepared = { readonly names: readonly string[]; readonly scaler: Scaler; readonly pca: Pca | null; readonly shaping: Matrix }

function prepare(features: Features, _seed: number, { scaling, components, blockWeights, exclude }: PersonaSettings): Prepared {
  const input = chooseInput(features, exclude, blockWeights)
  if (input.columns.length === 0) throw new LotseError('conflict', 'no_columns', 'No column is left to group by: they are excluded, weigh nothing, or say the same of everybody. See GET /v1/personas/settings.')
  const known = shapingRows(input)
  if (known.rows < 2 * LEAST_PEOPLE) {
    throw new LotseError('conflict', 'too_few_people', `Personas need at least ${2 * LEAST_PEOPLE} people with a history who allow profiling; there are ${known.rows}. Load more, or ask for consent.`)
  }
  const names = input.columns.map((column) => column.name)
  const scaler = fitScaler(known, input.columns.map(({ name, log }) => ({ name, group: name, ...(log === undefined ? {} : { log }) })), { groupWeights: weighBlocks(input.columns, blockWeights), method: scaling })
  const shaping = inSpace({ columns: names, scaler, pca: null }, { columns: input.columns, x: known })
  const pca = components === null || components >= names.length ? null : fitPca(shaping, components)
  return { names, scaler, pca, shaping: pca === null ? shaping : inSpace({ columns: names, scaler, pca }, { columns: input.columns, x: known }) }
}

function fitGroups({ shaping }: Prepared, method: PersonaSettings['method'], k: number, seed: number): { clusters: ClusterModel; limits: Limits } {
  const clusters = softened(fitClusters(method, shaping, k, derive(seed, 'fit')), shaping, seed)
  return { clusters, limits: fitLimits(clusters, assignClusters(clusters, shaping), shaping) }
}

/** The weights of k-means by themselves are all but hard in dozens of columns; those of the other methods are responsibilities and shares already. */
function softened(clusters: ClusterModel, x: Matrix, seed: number): ClusterModel {
  if (clusters.kind !== 'kmeans') return clusters
  const rng = derive(seed, 'softness')
  return { ...clusters, variance: calibratedVariance(someRows(x, rng), clusters.kmeans, clusters.variance, rng, HALVES) }
}

function someRows(x: Matrix, rng: Rng): Matrix {
  return x.rows > STABILITY_ROWS ? selectRows(x, sampleWithout(rng, x.rows, STABILITY_ROWS)) : x
}

function stabilityOf(x: Matrix, clusters: ClusterModel, method: PersonaSettings['method'], k: number, seed: number): Float64Array {
  const rng = derive(seed, 'stability')
  const sample = someRows(x, rng)
  return bootstrapStability(sample, assignClusters(clusters, sample).labels, k, clustererOf(method, { kmeans: RESAMPLED, nmf: ROUGH }), rng, RESAMPLES).clusters
}
