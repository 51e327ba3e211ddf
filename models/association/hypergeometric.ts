/** k of `drawn` are marked, when `drawn` of n are drawn and `marked` of the n are marked. */
export type Hypergeometric = { readonly n: number; readonly marked: number; readonly drawn: number }

export function least({ n, marked, drawn }: Hypergeometric): number {
  return Math.max(0, drawn + marked - n)
}

export function most({ marked, drawn }: Hypergeometric): number {
  return Math.min(marked, drawn)
}

/** The most likely k: ⌊(drawn + 1)(marked + 1) / (n + 2)⌋. */
export function mode(law: Hypergeometric): number {
  const { n, marked, drawn } = law
  return Math.min(most(law), Math.max(least(law), Math.floor(((drawn + 1) * (marked + 1)) / (n + 2))))
}

/** P(k + 1) / P(k). */
export function ratioUp({ n, marked, drawn }: Hypergeometric, k: number): number {
  return ((marked - k) * (drawn - k)) / ((k + 1) * (n - marked - drawn + k + 1))
}
