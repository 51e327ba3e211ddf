import type { Rng } from '../../models/rng.ts'
import { drawOne } from './draw.ts'

const byRating: readonly (readonly string[])[] = [
  ['Leider kaputt angekommen.', 'Nie wieder, sehr enttäuscht.', 'Billig verarbeitet, geht zurück.'],
  ['Entspricht nicht der Beschreibung.', 'Für den Preis zu wenig.', 'Lieferung kam viel zu spät.'],
  ['Geht so, erfüllt seinen Zweck.', 'In Ordnung, mehr nicht.', 'Farbe weicht etwas ab.'],
  ['Gute Qualität, kleine Abzüge.', 'Gefällt uns gut.', 'Schnelle Lieferung, solide Ware.'],
  ['Wunderschön, gerne wieder!', 'Genau wie erhofft.', 'Hervorragend verarbeitet, klare Empfehlung.'],
]

/** A short German review for 1–5 stars; about a third leave only the stars. */
export function reviewBody(rng: Rng, rating: number): string {
  return rng() < 0.35 ? '' : drawOne(rng, byRating[rating - 1]!)
}
