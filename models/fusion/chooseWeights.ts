/** One step of the choice: the weights then, and what they were worth on validation. */
export type Step = { readonly weights: readonly number[]; readonly value: number }

export type Choice = Step & {
  /** From the best single part on, each step better than the last: why the blend is what it is. */
  readonly steps: readonly Step[]
}

export const weightGrid: readonly number[] = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5]

/**
 * Weights of a blend of `parts` generators by `judge` (higher is better): the best alone has weight 1, then each other part in turn gets
 * the weight of the grid that helps most, round and round until no change helps by more than `least`. Weight 0 leaves a part out, and so
 * does a draw. Judge on a validation cut, never on the test set. At most rounds · parts · grid calls.
 */
export function chooseWeights(parts: number, judge: (weights: readonly number[]) => number, { grid = weightGrid, rounds = 3, least = 0 } = {}): Choice {
  const alone = Array.from({ length: parts }, (_, part) => stepOf(unit(parts, part), judge))
  let best = alone.reduce((a, b) => (b.value > a.value ? b : a))
  const first = best.weights.indexOf(1)
  const steps = [best]
  for (let round = 0; round < rounds; round++) {
    const before = best
    for (let part = 0; part < parts; part++) {
      if (part === first) continue
      for (const weight of grid) {
        if (weight === best.weights[part]) continue
        const tried = stepOf(best.weights.with(part, weight), judge)
        if (tried.value > best.value + least) best = tried
      }
      if (best !== steps[steps.length - 1]) steps.push(best)
    }
    if (best === before) break
  }
  return { ...best, steps }
}

function unit(parts: number, part: number): number[] {
  return Array.from({ length: parts }, (_, k) => (k === part ? 1 : 0))
}

function stepOf(weights: readonly number[], judge: (weights: readonly number[]) => number): Step {
  return { weights, value: judge(weights) }
}
