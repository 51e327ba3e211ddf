import { figuresOf, type CountTable } from './publishedTable.ts'
import { cheapestRoute, moveAlong, networkOf, unmoved, type Network } from './routes.ts'

/** 1 for what must not be shown. */
export type Suppression = { readonly cells: Uint8Array; readonly rowTotals: Uint8Array; readonly colTotals: Uint8Array; readonly total: boolean }

/**
 * Which figures of a table with its sums to hide, so that nobody can work out a hidden one: first every cell and total of 1 to k − 1 people,
 * then as many others as it takes until each hidden figure, by everything that is published, may lie anywhere in a range of k or more. A
 * cell alone in its row would be the total less the rest, and two of 3 and 4 are known to be 7 together: others go with them.
 *
 * What to hide besides is found by the cheapest circuit of figures through the one that is too narrow (Kelly, Golden & Assad 1992,
 * Networks 22, 397), figures of fewer people first: few more than needed, not always the fewest. Zeros are shown unless a circuit needs them:
 * that nobody is somewhere singles out nobody. One table by itself: two that share people may tell together what neither does.
 *
 * `first` is what goes first besides: cells, or totals where the cells are what a reader looks for (of people who mostly stay where they are, every
 * circuit without a total would lead through those who stayed).
 */
export function suppress(table: CountTable, k = 20, first: 'cells' | 'totals' = 'cells'): Suppression {
  const { nodes, figures } = figuresOf(table)
  const plain = networkOf(nodes, figures)
  const costOf = (f: number) => (first === 'totals' && f >= table.rows * table.cols ? 1 : 1 + figures[f].people)
  const hidden = Uint8Array.from(figures, ({ people }) => (people > 0 && people < k ? 1 : 0))
  const waiting = figures.map((_, f) => f).filter((f) => hidden[f] === 1)
  for (let f = waiting.shift(); f !== undefined; f = waiting.shift()) {
    for (;;) {
      const network = unmoved(plain)
      const width = widthOf(network, f, hidden, k)
      if (width >= k) break
      // What is left over from asking how far it can rise is where another way has to be opened.
      const route = cheapestRoute(network, figures[f].to, figures[f].from, (other) => (other === f ? Infinity : hidden[other] === 1 ? 0 : costOf(other)))
      if (route === null) throw new Error('No circuit is left, though the totals may be hidden too.')
      for (const other of route.figures) {
        if (hidden[other] === 1) continue
        hidden[other] = 1
        waiting.push(other)
      }
    }
  }
  return partsOf(table, hidden)
}

/** From where to where a hidden cell may lie, by all that is published. The same number twice for a cell that is shown. */
export function feasibleRange(table: CountTable, suppression: Suppression, row: number, col: number): readonly [low: number, high: number] {
  const { nodes, figures } = figuresOf(table)
  const hidden = Uint8Array.from([...suppression.cells, ...suppression.rowTotals, ...suppression.colTotals, suppression.total ? 1 : 0])
  const cell = row * table.cols + col
  const { people, from, to } = figures[cell]
  if (hidden[cell] === 0) return [people, people]
  const fall = movable(networkOf(nodes, figures), from, to, cell, hidden, people)
  return [people - fall, people + movable(networkOf(nodes, figures), to, from, cell, hidden, Infinity)]
}

/** How far a hidden figure can fall and rise together, up to `enough`. Leaves in the network what was moved to let it rise. */
function widthOf(network: Network, f: number, hidden: Uint8Array, enough: number): number {
  const { people, from, to } = network.figures[f]
  const fall = movable(unmoved(network), from, to, f, hidden, people)
  return fall + movable(network, to, from, f, hidden, enough - fall)
}

/** The greatest number that can be moved between two nodes through hidden figures other than `but` (Ford & Fulkerson 1956), up to `enough`. */
function movable(network: Network, from: number, to: number, but: number, hidden: Uint8Array, enough: number): number {
  let total = 0
  while (total < enough) {
    const route = cheapestRoute(network, from, to, (f) => (f !== but && hidden[f] === 1 ? 1 : Infinity))
    if (route === null) break
    const people = Math.min(route.room, enough - total)
    total += people
    if (people === Infinity) break
    moveAlong(network, from, route.figures, people)
  }
  return total
}

function partsOf({ rows, cols }: CountTable, hidden: Uint8Array): Suppression {
  const cells = rows * cols
  return {
    cells: hidden.slice(0, cells), rowTotals: hidden.slice(cells, cells + rows), colTotals: hidden.slice(cells + rows, cells + rows + cols),
    total: hidden[cells + rows + cols] === 1,
  }
}
