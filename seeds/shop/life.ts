import type { Rng } from '../../models/rng.ts'
import { perFamily } from './catalogue.ts'
import type { Profile } from './customers.ts'
import type { Diary } from './diary.ts'
import { families } from './families.ts'
import type { Habits } from './habits.ts'
import { uuidOf } from './ids.ts'
import { chance } from './draw.ts'
import type { Browser, DeviceType } from './senders.ts'
import { deviceTypes } from './senders.ts'
import type { World } from './world.ts'

/** The running state of one simulated customer. It changes as their visits are played in order of time. */
export type Life = {
  readonly world: World
  readonly profile: Profile
  readonly rng: Rng
  readonly diary: Diary
  /** Article index → when it was last bought. */
  readonly owned: Map<number, number>
  readonly signedIn: Map<string, boolean>
  readonly cookies: Map<string, number>
  /** Open cart, kept between visits: in the account when they were signed in, else with the cookie. */
  cart: CartLine[]
  cartAt: number
  cartKeeper: string
  /** Articles of the last visit, newest last. */
  seen: number[]
  seenAt: number
  registered: boolean
  orders: number
  receipts: number
  /** Scratch of the choice, kept because it is filled several hundred thousand times. */
  readonly familyWeights: Float64Array
  readonly shelfWeights: Float64Array
}
export type CartLine = { readonly article: number; readonly quantity: number }

export function beginLife(world: World, profile: Profile, rng: Rng, diary: Diary): Life {
  return {
    world, profile, rng, diary, owned: new Map(), signedIn: new Map(), cookies: new Map(),
    cart: [], cartAt: -Infinity, cartKeeper: '', seen: [], seenAt: -Infinity, registered: profile.old, orders: 0, receipts: 0,
    familyWeights: new Float64Array(families.length), shelfWeights: new Float64Array(perFamily),
  }
}

/** The fickle are themselves on half of their visits, whoever that is by then. */
export function habitsToday(life: Life, at: number): Habits {
  const { habits, otherHabits, change } = life.profile
  if (otherHabits && chance(life.rng, 0.5)) return otherHabits
  return change !== undefined && at >= change.at ? change.habits : habits
}

const idKinds = { device: 1, app: 2, receipt: 3, message: 4, storeTablet: 5 } as const
export type IdKind = keyof typeof idKinds

export function idOf(seed: number, kind: IdKind, owner: number, n: number): string {
  return uuidOf(seed, owner, idKinds[kind], n)
}

export type Access = Browser & { readonly key: string; readonly shared: boolean }

/** The browser behind a visit. Now and then a private cookie is gone and a new anonymous id begins; couples share desktop and tablet. */
export function openBrowser(life: Life, device: DeviceType, app: boolean): Access {
  const { profile, rng, world } = life
  const key = `${app ? 'app' : 'web'}:${device}`
  const shared = profile.sharesDevices && !app && device !== 'mobile'
  if (!shared && !app && chance(rng, 0.04)) {
    life.cookies.set(key, (life.cookies.get(key) ?? 0) + 1)
    life.signedIn.set(key, false)
  }
  const n = deviceTypes.indexOf(device) + 3 * (life.cookies.get(key) ?? 0)
  const owner = shared ? profile.deviceOwner : profile.index
  // A shared device has a number no private one can reach.
  const anonymousId = idOf(world.seed, app ? 'app' : 'device', owner, shared ? 1_000_000 + n : n)
  return { anonymousId, device, app, key, shared }
}
