import { createMatrix } from '../matrix.ts'
import type { Matrix } from '../matrix.ts'
import type { Compute } from '../parallel/work.ts'
import type { CustomerItems } from '../strengths.ts'
import { place } from '../svd/sharedMatrix.ts'
import { penalty } from './ials.ts'
import type { IalsModel } from './ials.ts'
import { ialsArguments, ialsScratch } from './ialsRows.ts'
import { strengthMatrix } from './strengthMatrix.ts'

/** Steps from 0 after which a vector has come as near as 32 bits tell, with ridges of the size that predicts well. */
const steps = 15

/**
 * foldIn for all customers of the histories together, on all threads: a row each, zeros for a customer with nothing (of positive strength). By conjugate gradients,
 * so that a customer costs O(steps · (entries · d + d²)) instead of O(d³). Throws a RangeError when the histories are of another catalogue.
 */
export function foldInAll(model: IalsModel, histories: CustomerItems, compute: Compute): Matrix {
  const d = model.items.cols
  if (histories.items !== model.items.rows) throw new RangeError(`Histories over ${histories.items} items, a model of ${model.items.rows}.`)
  return compute.arena.within(() => {
    const { arena } = compute
    const matrix = strengthMatrix(histories)
    const [items, gram, ridges, own] = [model.items.data.length, d * d, matrix.rows, matrix.rows * d].map((n) => arena.floats(n))
    items.set(model.items.data)
    gram.set(model.gram)
    ridges.set(Float32Array.from(ridges, (_, row) => penalty(model, matrix.offsets[row + 1] - matrix.offsets[row], model.items.rows)))
    own.fill(0)
    compute.run({
      task: 'ialsRows', items: matrix.rows, chunk: 32, scratch: ialsScratch(d),
      args: ialsArguments({ dimensions: d, steps, ...place(arena, matrix), others: items.byteOffset, gram: gram.byteOffset, regularisation: ridges.byteOffset, own: own.byteOffset }),
    })
    const vectors = createMatrix(matrix.rows, d)
    vectors.data.set(own)
    return vectors
  })
}
