import type { Choice, Trial } from './chooseRecipe.ts'
import type { Recipe } from './recipe.ts'

/** Why the recipe is what it is, a sentence a line, for a person to read. */
export function whyChosen(recipe: Recipe, { trials, left, seconds }: Pick<Choice, 'trials' | 'left' | 'seconds'>, coldItems: string): string[] {
  const tried = new Set(trials.map(({ part }) => part).filter((part) => part !== 'context' && part !== 'weights'))
  const decided = trials.filter(({ question }) => question === 'part of the blend')
  const worth = (trial: Trial | undefined) => trial?.['ndcg@20'].toFixed(4) ?? '–'
  const { everybody, persona, place } = recipe.context
  const parts = [...recipe.parts.map(({ settings, weight }) => `${settings.generator} × ${rounded(weight)}`), ...Object.entries({ everybody, persona, place }).filter(([, weight]) => weight > 0).map(([name, weight]) => `${name} × ${rounded(weight)}`)]
  return [
    `blend: ${parts.join(', ')}; what was bought before is ${recipe.bought === 'keep' ? 'shown again' : 'not shown again'}`,
    `NDCG@20 on the validation cut: what sells ${worth(trials[0])}; ${decided.map((trial) => `${trial.kept ? 'with' : 'not with'} ${trial.part} ${worth(trial)}`).join('; ')}; weights fitted ${worth(trials.at(-1))}`,
    `${trials.length} trials of ${tried.size} generators, ${seconds.planned} of ${seconds.budget} planned seconds${left.length === 0 ? '' : `; no room for ${left.join(', ')}`}`,
    `new items: ${recipe.projection === null ? 'only once somebody has met them' : 'by what the catalogue says'} (${coldItems})`,
  ]
}

function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
