import { gaussian } from '../../models/draws.ts'
import { createMatrix, type Matrix } from '../../models/matrix.ts'
import { createRng, type Rng } from '../../models/rng.ts'

/** What one row is filled with, drawn anew for each. */
type Row = (to: Float32Array, rng: Rng) => void

/** Data to group: one of the kind that k-means is for, and kinds that lead it astray. */
export const dataSets = {
  clustered: (d) => mixture(d, 8, 0.9),
  overlapping: (d) => mixture(d, 8, 0.5),
  uniform: () => (to, rng) => { for (let j = 0; j < to.length; j++) to[j] = rng() },
  // Student's t with 2 degrees: the variance is infinite, a few rows far out weigh as much as all others.
  heavy: () => (to, rng) => { for (let j = 0; j < to.length; j++) to[j] = gaussian(rng) / Math.sqrt(-Math.log(1 - rng())) },
  correlated: (d) => correlated(d),
  repeated: (d) => repeated(d),
} satisfies Record<string, (d: number) => Row>

export type DataSet = keyof typeof dataSets

export function drawData(name: DataSet, rows: number, d: number): Matrix {
  const x = createMatrix(rows, d)
  const fill = dataSets[name](d)
  const rng = createRng(`${name} ${rows} ${d}`)
  for (let i = 0; i < rows; i++) fill(x.data.subarray(i * d, (i + 1) * d), rng)
  return x
}

/** Gaussian groups of unlike sizes and widths, their centres N(0, apart²) in each column. */
function mixture(d: number, groups: number, apart: number): Row {
  const rng = createRng(`mixture ${d} ${groups} ${apart}`)
  const centres = Array.from({ length: groups }, () => Float32Array.from({ length: d }, () => apart * gaussian(rng)))
  const widths = Array.from({ length: groups }, () => 0.6 + rng())
  return (to, draw) => {
    const group = Math.floor(draw() ** 1.3 * groups)
    for (let j = 0; j < d; j++) to[j] = centres[group][j] + widths[group] * gaussian(draw)
  }
}

/** Three directions carry nearly all. */
function correlated(d: number): Row {
  const rng = createRng(`correlated ${d}`)
  const axes = Array.from({ length: 3 }, () => Float32Array.from({ length: d }, () => gaussian(rng)))
  return (to, draw) => {
    const along = axes.map(() => gaussian(draw))
    for (let j = 0; j < d; j++) to[j] = along.reduce((sum, value, a) => sum + value * axes[a][j], 0.3 * gaussian(draw))
  }
}

/** Whole numbers, 2,000 different rows that come again and again. */
function repeated(d: number): Row {
  const rng = createRng(`repeated ${d}`)
  const draw = mixture(d, 8, 0.9)
  const pool = Array.from({ length: 2000 }, () => {
    const row = new Float32Array(d)
    draw(row, rng)
    return row.map((value) => Math.round(value / 2))
  })
  return (to, again) => { to.set(pool[Math.floor(again() * pool.length)]) }
}
