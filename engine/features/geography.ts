export type Point = { readonly lat: number; readonly lon: number }

const EARTH_KM = 6371.0088

/** Great-circle distance in km by the haversine formula on the mean radius (IUGG); degrees in. */
export function distanceKm(a: Point, b: Point): number {
  const radians = Math.PI / 180
  const h = Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** To the nearest of the points; null without any. */
export function nearestKm(from: Point, to: readonly Point[]): number | null {
  if (to.length === 0) return null
  return to.reduce((least, point) => Math.min(least, distanceKm(from, point)), Infinity)
}
