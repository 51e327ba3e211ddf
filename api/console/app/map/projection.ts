const RADIANS = Math.PI / 180

/** Mercator (Snyder 1987, eq. 7-1, 7-2), in degrees on both axes, y downwards as on a screen. Shapes stay true, which is what a reader recognises a country by. */
export function project([lon, lat]: readonly number[]): [number, number] {
  return [lon, -Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS]
}

export function unproject([x, y]: readonly number[]): [number, number] {
  return [x, (2 * Math.atan(Math.exp(-y * RADIANS)) - Math.PI / 2) / RADIANS]
}

export type Box = readonly [[west: number, north: number], [east: number, south: number]]

/** The least that is shown, in degrees: a single town still has its country around it. */
const LEAST = 6

/** A frame around points with some air, within what Mercator can show. points: [lon, lat]. */
export function frame(points: readonly (readonly [lon: number, lat: number])[]): Box {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const around = (low: number, high: number, most: number): [number, number] => {
    const air = Math.max((high - low) * 0.08, (LEAST - (high - low)) / 2, 0.4)
    return [Math.max(-most, low - air), Math.min(most, high + air)]
  }
  const [west, east] = around(Math.min(...lons), Math.max(...lons), 180)
  const [south, north] = around(Math.min(...lats), Math.max(...lats), 78)
  return [[west, north], [east, south]]
}
