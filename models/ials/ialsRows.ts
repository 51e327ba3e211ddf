import type { Place, Task } from '../parallel/work.ts'

/** One half of a sweep of iALS, as addresses in the shared memory: everyone's rows of `own` given the rows of `others`. */
export type IalsRows = {
  readonly dimensions: number
  /** Steps of the conjugate gradient from where the row stands. */
  readonly steps: number
  readonly offsets: number
  readonly index: number
  readonly values: number
  readonly others: number
  readonly gram: number // α₀ · othersᵀ · others, d × d
  readonly regularisation: number // by row
  readonly own: number
}

export function ialsArguments(x: IalsRows): number[] {
  return [x.dimensions, x.steps, x.offsets, x.index, x.values, x.others, x.gram, x.regularisation, x.own]
}

export function ialsScratch(dimensions: number): number {
  return 3 * padded(dimensions)
}

/**
 * Rows lo..hi−1: A w = b by conjugate gradients (Takács, Pilászy & Tikk 2011), without A in memory:
 * A = α₀HᵀH + Σ a h hᵀ + λI, b = Σ a h, over the row's entries a with the other side's vector h. A row without entries becomes 0.
 */
export const ialsRows: Task = (place, lo, hi, args) => {
  const [dimensions, steps, offsets, index, values, others, gram, regularisation, own] = Array.from(args)
  const x = { dimensions, steps, offsets, index, values, others, gram, regularisation, own }
  const start = offsets >>> 2
  for (let row = lo; row < hi; row++) {
    const w = own + 4 * row * dimensions
    if (place.i[start + row] === place.i[start + row + 1]) place.f.fill(0, w >>> 2, (w >>> 2) + dimensions)
    else descend(place, x, row, w)
  }
}

function descend({ kernels, f, i, scratch }: Place, x: IalsRows, row: number, w: number): void {
  const d = x.dimensions
  const [residual, direction, image] = [0, 1, 2].map((k) => scratch + k * padded(d))
  const from = i[(x.offsets >>> 2) + row]
  const to = i[(x.offsets >>> 2) + row + 1]
  const ridge = f[(x.regularisation >>> 2) + row]
  /** out ← out + sign · (A v − b · target). */
  const apply = (v: number, sign: number, target: number, out: number): void =>
    kernels.addNormal(d, from, to, x.index, x.values, x.others, x.gram, ridge, v, sign, target, out)
  f.fill(0, residual >>> 2, (residual >>> 2) + d)
  apply(w, -1, 1, residual) // b − A w
  f.copyWithin(direction >>> 2, residual >>> 2, (residual >>> 2) + d)
  let square = kernels.dot(residual, residual, d)
  for (let step = 0; step < x.steps && square > 1e-12; step++) {
    f.fill(0, image >>> 2, (image >>> 2) + d)
    apply(direction, 1, 0, image)
    const length = square / kernels.dot(direction, image, d)
    kernels.axpy(d, length, direction, w)
    kernels.axpy(d, -length, image, residual)
    const next = kernels.dot(residual, residual, d)
    const turn = next / square
    for (let k = 0; k < d; k++) f[(direction >>> 2) + k] = f[(residual >>> 2) + k] + turn * f[(direction >>> 2) + k]
    square = next
  }
}

function padded(dimensions: number): number {
  return 64 * Math.ceil(dimensions / 16)
}
