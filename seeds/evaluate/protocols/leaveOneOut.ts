import type { ItemAttributes } from '../../../models/fusion/contentLists.ts'
import type { Interactions } from '../../../models/interactions.ts'
import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { listsInOrder, mostPopular } from '../generators/listSearches.ts'
import { whatFollowsWhat } from '../generators/orderedSearch.ts'
import type { Problem } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { newIds } from '../read/adjacency.ts'
import { readAttributes } from '../read/attributes.ts'
import { inOrder, readSequences, type Sequence } from '../read/sequences.ts'
import { collaborative } from '../splits/collaborative.ts'

const without = (sequence: Sequence, last: number): Sequence => sequence.slice(0, Math.max(1, sequence.length - last))

/**
 * The item `back` places before the end, after everything before it. Learned from is what lies before the last two items, in the test too:
 * published figures leave the validation item out of the learning, and give it as history only.
 */
function itemBack(sequences: readonly Sequence[], back: number, items: number, attributes: ItemAttributes | undefined): Problem {
  const judged = Int32Array.from(sequences.keys()).filter((user) => sequences[user].length > back)
  const upTo = (last: number): Interactions => inOrder(sequences.map((sequence) => without(sequence, last)), items)
  const given = { train: upTo(2), histories: upTo(back), now: 0, ...(attributes === undefined ? {} : { attributes }) }
  return collaborative(given, judged, Array.from(judged, (user) => new Set([sequences[user][sequences[user].length - back]])))
}

export const leaveOneOut: Protocol = {
  name: 'leave-one-out',
  help: 'a file of lines user item item … oldest first (Amazon Beauty, Sports, Toys of S3-Rec), or of lines user item in time order (MovieLens-1M of SASRec); NAME_item2attributes.json beside NAME.txt is read where there is one.',
  split: 'the last item of each user tests, after everything before it; learned from is what lies before the last two',
  masked: 'the user\'s own earlier items; all other items of the file are ranked',
  validation: 'the last but one item of each user, after everything before it',
  metrics: {
    'hr@10': (ranked, relevant) => hitRate(ranked, relevant, 10), 'ndcg@10': (ranked, relevant) => ndcg(ranked, relevant, 10),
    'hr@5': (ranked, relevant) => hitRate(ranked, relevant, 5), 'ndcg@5': (ranked, relevant) => ndcg(ranked, relevant, 5),
  },
  decisive: 'ndcg@10',
  depth: 10,
  load: async (path, read) => {
    const { users, items } = newIds()
    const sequences = await readSequences(path, users, items)
    const attributes = await readAttributes(path, items)
    read(1)
    return {
      test: itemBack(sequences, 1, items.count(), attributes),
      validation: () => itemBack(sequences, 2, items.count(), attributes),
      counts: { users: users.count(), items: items.count(), interactions: sequences.reduce((sum, { length }) => sum + length, 0) },
    }
  },
  baselines: [mostPopular],
  contenders: [listsInOrder(false), whatFollowsWhat({ attributes: true })],
}
