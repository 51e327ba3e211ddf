/** The part of ECharts' drawing interface that is used here. */
type Api = { value: (dimension: number) => number; coord: (point: [number, number]) => [number, number] }

/** Draws rows of [category, low, high] as a thin line with ends. */
export function interval(colour: string) {
  return (_at: object, api: Api) => {
    const [left, y] = api.coord([api.value(1), api.value(0)])
    const [right] = api.coord([api.value(2), api.value(0)])
    const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5 } })
    return { type: 'group', children: [line(left, y, right, y), line(left, y - 4, left, y + 4), line(right, y - 4, right, y + 4)] }
  }
}
