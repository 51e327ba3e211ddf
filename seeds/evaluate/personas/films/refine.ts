/** Who met what, numbers from 0; a pair counts as often as it stands. */
export type Pairs = { readonly people: number; readonly items: number; readonly person: Int32Array; readonly item: Int32Array }

const MOST_ROUNDS = 12

/**
 * Two numberings of the same people and items brought together by nothing but who met what: colours of both sides are refined by those of
 * their neighbours (Weisfeiler & Leman 1968) until everybody has their own. For each number of `a` that of `b`. Null where the two
 * are not the same graph, or someone cannot be told from another by it.
 */
export function alignPairs(a: Pairs, b: Pairs): { readonly person: Int32Array; readonly item: Int32Array } | null {
  if (a.people !== b.people || a.items !== b.items || a.person.length !== b.person.length) return null
  let [one, other] = [plain(a), plain(b)]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    one = refined(a, one)
    other = refined(b, other)
    const [person, item] = [paired(one.people, other.people), paired(one.items, other.items)]
    if (person !== null && item !== null) return { person, item }
  }
  return null
}

type Colours = { readonly people: Uint32Array; readonly items: Uint32Array }

const plain = ({ people, items }: Pairs): Colours => ({ people: new Uint32Array(people), items: new Uint32Array(items) })

/** A colour is a hash of the own one and of the sum of the neighbours' hashes, whose order says nothing. */
function refined({ person, item }: Pairs, { people, items }: Colours): Colours {
  const sums = { people: new Uint32Array(people.length), items: new Uint32Array(items.length) }
  for (let row = 0; row < person.length; row++) {
    sums.people[person[row]] += mix(items[item[row]] + 1)
    sums.items[item[row]] += mix(people[person[row]] ^ 0x9e3779b9)
  }
  return { people: people.map((own, i) => mix(mix(own) ^ sums.people[i])), items: items.map((own, i) => mix(mix(own) ^ sums.items[i])) }
}

/** Place in b of each colour of a; null unless every colour stands once in each. */
function paired(a: Uint32Array, b: Uint32Array): Int32Array | null {
  const places = new Map(Array.from(b, (colour, i) => [colour, i]))
  const found = Int32Array.from(a, (colour) => places.get(colour) ?? -1)
  return places.size === b.length && new Set(a).size === a.length && !found.includes(-1) ? found : null
}

/** The finaliser of MurmurHash3, 32 bits. */
function mix(h: number): number {
  let x = h | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
