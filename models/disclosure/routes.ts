import type { Figure } from './publishedTable.ts'

/** Figures, those that touch each node, and what has been moved along each (below 0: against it) from what they are. */
export type Network = { readonly figures: readonly Figure[]; readonly touching: readonly (readonly number[])[]; readonly moved: Float64Array }

export function networkOf(nodes: number, figures: readonly Figure[]): Network {
  const touching = Array.from({ length: nodes }, (): number[] => [])
  figures.forEach(({ from, to }, f) => {
    touching[from].push(f)
    touching[to].push(f)
  })
  return { figures, touching, moved: new Float64Array(figures.length) }
}

export function unmoved(network: Network): Network {
  return { ...network, moved: new Float64Array(network.figures.length) }
}

export type Route = { readonly figures: readonly number[]; readonly room: number }

/**
 * The cheapest way from one node to another on which people can still be moved: any number along a figure, against it no more than are in
 * it. costOf(figure): Infinity for one that must not change. null when there is none. (Dijkstra 1959; tables are small, so no heap.)
 */
export function cheapestRoute({ figures, touching, moved }: Network, from: number, to: number, costOf: (figure: number) => number): Route | null {
  const nodes = touching.length
  const cost = new Float64Array(nodes).fill(Infinity)
  const through = new Int32Array(nodes).fill(-1)
  const done = new Uint8Array(nodes)
  cost[from] = 0
  for (;;) {
    let node = -1
    for (let other = 0; other < nodes; other++) if (done[other] === 0 && cost[other] < Infinity && (node < 0 || cost[other] < cost[node])) node = other
    if (node < 0) return null
    if (node === to) break
    done[node] = 1
    for (const f of touching[node]) {
      const total = cost[node] + costOf(f)
      const figure = figures[f]
      const next = figure.from === node ? figure.to : figure.from
      if (!(total < cost[next]) || done[next] === 1 || roomIn(figure, moved[f], node) === 0) continue
      cost[next] = total
      through[next] = f
    }
  }
  const route: number[] = []
  let room = Infinity
  for (let node = to; node !== from;) {
    const f = through[node]
    const before = figures[f].from === node ? figures[f].to : figures[f].from
    room = Math.min(room, roomIn(figures[f], moved[f], before))
    route.unshift(f)
    node = before
  }
  return { figures: route, room }
}

/** How many can be moved through a figure, coming from one of its nodes. */
function roomIn({ from, people }: Figure, moved: number, comingFrom: number): number {
  return comingFrom === from ? Infinity : people + moved
}

export function moveAlong({ figures, moved }: Network, from: number, route: readonly number[], people: number): void {
  let node = from
  for (const f of route) {
    const along = figures[f].from === node
    moved[f] += along ? people : -people
    node = along ? figures[f].to : figures[f].from
  }
}
