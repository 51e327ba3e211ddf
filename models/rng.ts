/** A stream of uniform numbers in [0, 1). Every draw moves the stream on. */
export type Rng = () => number

const warmUpDraws = 15

/**
 * sfc32 (Doty-Humphrey, PractRand 0.94): 128 bits of state, period ≥ 2^32, 32 bits per draw.
 * The same seed gives the same stream on every machine; 7 and '7' are the same seed.
 */
export function createRng(seed: number | string): Rng {
  let [a, b, c, counter] = hash128(String(seed))
  const next: Rng = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum | 0
    return (sum >>> 0) / 4294967296
  }
  for (let draw = 0; draw < warmUpDraws; draw++) next()
  return next
}

/** An independent stream per key: the draw for one customer does not depend on who came before. */
export function derive(seed: number | string, key: string): Rng {
  const text = String(seed)
  // The length keeps ('a', 'b:c') and ('a:b', 'c') apart.
  return createRng(`${text.length}:${text}:${key}`)
}

/** cyrb128, a MurmurHash-like mix of UTF-16 units into four 32-bit words. Not cryptographic. */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703
  let h2 = 3144134277
  let h3 = 1013904242
  let h4 = 2773480762
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  return [(h1 ^ h2 ^ h3 ^ h4) | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0]
}
