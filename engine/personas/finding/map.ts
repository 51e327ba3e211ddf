import { explainedShares, fitPca, project } from '../../../models/pca.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PersonaId } from '../../ids.ts'
import { LEAST_PEOPLE } from '../meaning/facts.ts'
import { roundCount } from '../meaning/roundFacts.ts'
import type { Grouping } from './grouping.ts'
import type { PersonaMap } from './report.ts'
import { groupedMeans, inSpace } from './space.ts'

/** The picture is cut into so many cells a side. */
const CELLS = 32
const AXIS_COLUMNS = 3

/**
 * Where the personas lie on the two main axes of the space they were found in. People are counted by cell, at least LEAST_PEOPLE of a persona in each,
 * and never drawn. groupOf gives the persona of each row of the sample, the undetermined last; `people` stand behind the sample.
 */
export function mapOf(grouping: Grouping, sample: Pick<FeatureMatrix, 'columns' | 'x'>, groupOf: ArrayLike<number>, ids: readonly PersonaId[], people: number): PersonaMap | null {
  const scaled = inSpace({ ...grouping, pca: null }, sample)
  if (scaled.rows < 2 * LEAST_PEOPLE || scaled.cols < 2) return null
  const pca = fitPca(scaled, 2)
  const points = project(pca, scaled)
  const [xs, ys] = [0, 1].map((axis) => Array.from({ length: points.rows }, (_, i) => points.data[i * points.cols + axis]!))
  const side = Math.max(widthOf(xs!), widthOf(ys!)) / CELLS
  if (!(side > 0)) return null
  const counts = new Map<string, { personaId: PersonaId; x: number; y: number; n: number }>()
  const share = people / points.rows
  for (let i = 0; i < points.rows; i++) {
    const personaId = ids[groupOf[i]!]
    if (personaId === undefined) continue
    const [x, y] = [Math.round(xs![i]! / side) * side, Math.round(ys![i]! / side) * side]
    const key = `${personaId} ${x} ${y}`
    const cell = counts.get(key) ?? { personaId, x, y, n: 0 }
    cell.n++
    counts.set(key, cell)
  }
  const means = groupedMeans(points, groupOf, ids.length)
  const sizeOf = (group: number) => Array.prototype.filter.call(groupOf, (g: number) => g === group).length
  return {
    explained: explainedShares(pca).reduce((sum, part) => sum + part, 0), side,
    axes: pca.components.map((weights) => ({
      towards: weights.map((weight, j) => ({ column: grouping.columns[j]!, weight })).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, AXIS_COLUMNS),
    })),
    centres: ids.flatMap((personaId, g) => (sizeOf(g) < LEAST_PEOPLE ? [] : [{ personaId, x: means.data[g * 2]!, y: means.data[g * 2 + 1]! }])),
    cells: [...counts.values()].filter(({ n }) => n >= LEAST_PEOPLE).map(({ n, ...cell }) => ({ ...cell, people: roundCount(n * share) })),
  }
}

function widthOf(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort()
  // Without the outermost hundredth on either side: a few far points would shrink all others to one cell.
  return ascending[Math.floor(0.99 * (ascending.length - 1))]! - ascending[Math.floor(0.01 * (ascending.length - 1))]!
}
