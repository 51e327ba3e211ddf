import { gaussian } from '../draws.ts'
import type { Interactions } from '../interactions.ts'
import { createMatrix } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import { multiply } from '../parallel/gemmRows.ts'
import type { SharedRows } from '../parallel/spmmRows.ts'
import type { Compute } from '../parallel/work.ts'
import type { Rng } from '../rng.ts'
import { foldStrengths } from '../strengths.ts'
import type { CustomerItems, StrengthOptions } from '../strengths.ts'
import { share } from '../svd/sharedMatrix.ts'
import type { SharedSparse } from '../svd/sharedMatrix.ts'
import { ialsArguments, ialsScratch } from './ialsRows.ts'
import { strengthMatrix } from './strengthMatrix.ts'

export type IalsOptions = {
  readonly dimensions: number
  /** α₀: the pull of every pair towards 0, seen or not. */
  readonly unobserved: number
  /** λ and ν of λ_u = λ (|I_u| + α₀ |I|)^ν, and the same for items: 1 as in Rendle et al. 2021, 0 the plain ridge. */
  readonly regularisation: number
  readonly frequencyExponent: number
  readonly epochs: number
  /** Conjugate gradient steps per row and sweep; as many as dimensions is the exact solution up to rounding. */
  readonly steps: number
  /** Standard deviation of a customer's starting vector: each number N(0, deviation² / dimensions). */
  readonly deviation: number
}

/** Only items have vectors here: customers' are made from their history when they are asked for. */
export type IalsModel = {
  readonly items: Matrix // items × dimensions
  readonly gram: Float64Array // α₀HᵀH, d × d
  readonly mean: Float64Array // Σ over entries a · h hᵀ / customers with any, d × d: what a history adds on average
  readonly regularisation: number // λ
  readonly unobserved: number
  readonly frequencyExponent: number
  readonly meanEntries: number // entries per customer with any
}

/**
 * Implicit alternating least squares (Hu, Koren & Volinsky 2008) in the form of Rendle et al. 2021:
 *   Σ_seen a (1 − w·h)² + α₀ Σ_all (w·h)² + λ Σ_u (|I_u| + α₀|I|)^ν ‖w_u‖² + λ Σ_i (|U_i| + α₀|U|)^ν ‖h_i‖²
 * The confidences a are the source strengths. Customers start at random and items are solved first, so that the numbering of
 * items does not matter. Time: O(epochs · steps · (entries · d + rows · d²)).
 */
export function fitIals(x: Interactions, options: StrengthOptions & IalsOptions, now: number, rng: Rng, compute: Compute): IalsModel {
  return ialsOf(foldStrengths(x, options, now), options, rng, compute)
}

/** The same from strengths that are already folded. */
export function ialsOf(x: CustomerItems, options: IalsOptions, rng: Rng, compute: Compute): IalsModel {
  const { arena } = compute
  const { dimensions: d } = options
  return arena.within(() => {
    const seen = share(arena, strengthMatrix(x))
    const customers = arena.floats(x.customers * d)
    const items = arena.floats(x.items * d).fill(0)
    const scale = options.deviation / Math.sqrt(d)
    for (let k = 0; k < customers.length; k++) customers[k] = scale * gaussian(rng)
    const gram = arena.floats(d * d)
    const ofCustomers = regularisations(compute, seen.forward, seen.columns, options)
    const ofItems = regularisations(compute, seen.backward, seen.rows, options)
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      sweep(compute, seen.backward, ofItems, customers, items, gram, options)
      sweep(compute, seen.forward, ofCustomers, items, customers, gram, options)
    }
    sweep(compute, seen.backward, ofItems, customers, items, gram, options)
    gramOf(compute, items, d, options.unobserved, gram)
    const factors = createMatrix(x.items, d)
    factors.data.set(items)
    return {
      items: factors, gram: Float64Array.from(gram), ...meanHistory(compute, seen, items, gram, d),
      regularisation: options.regularisation, unobserved: options.unobserved, frequencyExponent: options.frequencyExponent,
    }
  })
}

function sweep(compute: Compute, rows: SharedRows, regularisation: Float32Array, others: Float32Array, own: Float32Array, gram: Float32Array, options: IalsOptions): void {
  const { dimensions, steps, unobserved } = options
  gramOf(compute, others, dimensions, unobserved, gram)
  compute.run({
    task: 'ialsRows', items: rows.rows, chunk: 32, scratch: ialsScratch(dimensions),
    args: ialsArguments({ dimensions, steps, ...rows, others: others.byteOffset, gram: gram.byteOffset, regularisation: regularisation.byteOffset, own: own.byteOffset }),
  })
}

/** gram ← alpha · XᵀX. */
function gramOf(compute: Compute, x: Float32Array, d: number, alpha: number, gram: Float32Array): void {
  gram.fill(0)
  const [a, b] = [{ at: x.byteOffset, row: 1, column: d }, { at: x.byteOffset, row: d, column: 1 }]
  multiply(compute, { m: d, n: d, k: x.length / d, a, b, c: gram.byteOffset, alpha, upper: false })
}

/** λ (entries + α₀ · others)^ν by row. */
function regularisations({ arena }: Compute, { rows, offsets }: SharedRows, others: number, options: IalsOptions): Float32Array {
  const ends = new Int32Array(arena.memory.buffer, offsets, rows + 1)
  const of = arena.floats(rows)
  for (let row = 0; row < rows; row++) of[row] = penalty(options, ends[row + 1] - ends[row], others)
  return of
}

export function penalty({ regularisation, unobserved, frequencyExponent }: Pick<IalsOptions, 'regularisation' | 'unobserved' | 'frequencyExponent'>, entries: number, others: number): number {
  return regularisation * (entries + unobserved * others) ** frequencyExponent
}

function meanHistory({ arena, ...compute }: Compute, { rows, backward, forward }: SharedSparse, items: Float32Array, scratch: Float32Array, d: number): Pick<IalsModel, 'mean' | 'meanEntries'> {
  return arena.within(() => {
    const confidence = new Float32Array(arena.memory.buffer, backward.values)
    const ends = new Int32Array(arena.memory.buffer, backward.offsets, backward.rows + 1)
    const scaled = arena.floats(items.length)
    for (let i = 0; i < backward.rows; i++) {
      let mass = 0
      for (let e = ends[i]; e < ends[i + 1]; e++) mass += confidence[e]
      for (let k = 0; k < d; k++) scaled[i * d + k] = Math.sqrt(mass) * items[i * d + k]
    }
    const places = new Int32Array(arena.memory.buffer, forward.offsets, rows + 1)
    let active = 0
    for (let c = 0; c < rows; c++) if (places[c + 1] > places[c]) active++
    gramOf({ arena, ...compute }, scaled, d, 1 / Math.max(1, active), scratch)
    return { mean: Float64Array.from(scratch), meanEntries: places[rows] / Math.max(1, active) }
  })
}
