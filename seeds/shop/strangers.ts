import { derive } from '../../models/rng.ts'
import { isListed, priceAt } from './catalogue.ts'
import { cities } from './cities.ts'
import { atLocalHour } from './clock.ts'
import { drawIndex, drawOne, normal, uniform } from './draw.ts'
import { note, noteTrack, type Diary } from './diary.ts'
import { idOf } from './life.ts'
import { deviceTypes, strangerSender } from './senders.ts'
import type { World } from './world.ts'

/** Numbers of strangers start here, far above any customer's. */
export const firstStranger = 100_000_000

/** Someone who looks round once, signs in nowhere and is never seen again. */
export function passBy(world: World, diary: Diary): void {
  const rng = derive(world.seed, `stranger:${diary.owner}`)
  const city = cities[drawIndex(rng, cities.map((candidate) => candidate.thousands))]!
  const device = deviceTypes[drawIndex(rng, [0.62, 0.3, 0.08])]!
  const from = strangerSender(idOf(world.seed, 'device', diary.owner, 0), device, city.country, city.region)
  let at = atLocalHour(uniform(rng, world.start, world.until), Math.min(23.4, Math.max(0, normal(rng, 16, 4))))
  if (at < world.start) return
  note(diary, at, from, { type: 'page', name: 'Home', properties: { path: '/' } })
  const looks = Math.floor(uniform(rng, 0, 4))
  for (let i = 0; i < looks; i++) {
    at += uniform(rng, 5, 50) * 1000
    const article = drawOne(rng, world.articles)
    if (isListed(article, at)) noteTrack(diary, at, from, 'Product Viewed', { product_id: article.id, category: article.category, price: priceAt(article, at) })
  }
}
