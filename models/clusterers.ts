import { requireFinite } from './clusterable.ts'
import type { Clusterer } from './clusterer.ts'
import { assignNmfClusters, fitNmfClusters, type NmfClusters } from './clusterers/nmfClusters.ts'
import { fitKMeans, type KMeans, type KMeansOptions } from './kmeans.ts'
import type { Matrix } from './matrix.ts'
import { assignMixture } from './mixture/assignMixture.ts'
import { fitMixture, type Mixture, type MixtureOptions } from './mixture/fitMixture.ts'
import type { NmfOptions } from './nmf/fitNmf.ts'
import type { Rng } from './rng.ts'
import { assignSoft, withinVariance, type SoftAssignment } from './softAssign.ts'
import { meanVariance } from './variance.ts'

/** A fitted way of putting rows into k groups, whichever: enough to put any row there again. */
export type ClusterModel =
  | { readonly kind: 'kmeans'; readonly kmeans: KMeans; readonly variance: number } // σ² of the soft assignment
  | { readonly kind: 'mixture'; readonly mixture: Mixture }
  | { readonly kind: 'nmf'; readonly nmf: NmfClusters }

export type ClusterKind = ClusterModel['kind']

/** Options of each kind. A mixture starts from k-means, by its options; else those of other kinds are passed over. */
export type ClusterOptions = {
  readonly kmeans?: Partial<KMeansOptions>
  readonly mixture?: Partial<MixtureOptions>
  readonly nmf?: Partial<NmfOptions>
}

/** x is n × d, scaled. Throws a RangeError when k < 1, n < k or a value is not finite. Same x, k and rng state give the same model. */
export function fitClusters(kind: ClusterKind, x: Matrix, k: number, rng: Rng, options: ClusterOptions = {}): ClusterModel {
  switch (kind) {
    case 'kmeans': {
      const kmeans = fitKMeans(x, k, rng, options.kmeans)
      // 0 when every row sits on its centre: then a σ² far below what sets the centres apart.
      return { kind, kmeans, variance: withinVariance(kmeans, x.rows) || meanVariance(x) / 1000 || 1 }
    }
    case 'mixture':
      return { kind, mixture: fitMixture(x, k, rng, { start: options.kmeans, ...options.mixture }) }
    case 'nmf':
      return { kind, nmf: fitNmfClusters(x, k, rng, options.nmf) }
  }
}

/** Label, weights and margin of each row, which need not be those fitted to. Throws a RangeError when d differs or a value is not finite. */
export function assignClusters(model: ClusterModel, x: Matrix): SoftAssignment {
  requireFinite(x)
  switch (model.kind) {
    case 'kmeans':
      return assignSoft(model.kmeans, x, model.variance)
    case 'mixture':
      return assignMixture(model.mixture, x)
    case 'nmf':
      return assignNmfClusters(model.nmf, x)
  }
}

/** The mean profile of each group in the space of x, k × d. */
export function clusterCentres(model: ClusterModel): Matrix {
  switch (model.kind) {
    case 'kmeans':
      return model.kmeans.centres
    case 'mixture':
      return model.mixture.means
    case 'nmf':
      return model.nmf.centres
  }
}

/** For chooseK() and bootstrapStability(). */
export function clustererOf(kind: ClusterKind, options: ClusterOptions = {}): Clusterer {
  return (x, k, rng) => {
    const model = fitClusters(kind, x, k, rng, options)
    return (rows) => assignClusters(model, rows).labels
  }
}
