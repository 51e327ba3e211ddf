import { ndcg, recall } from '../../../models/rankingMetrics.ts'
import { graphFilters } from '../generators/graphFilters.ts'
import { listsWithoutTime, mostPopular } from '../generators/listSearches.ts'
import type { Protocol } from '../protocol.ts'
import { newIds, readAdjacency } from '../read/adjacency.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { fileIn } from '../read/text.ts'
import { collaborative, judgedBy } from '../splits/collaborative.ts'
import { itemsOf } from '../splits/itemsOf.ts'
import { randomShare } from '../splits/randomShare.ts'

export const gowalla: Protocol = {
  name: 'gowalla',
  help: 'a folder with train.txt and test.txt, lines of user item item …: Gowalla, Yelp2018 or Amazon-book as LightGCN splits them.',
  split: 'as given',
  masked: 'the user\'s training items; all other items of the files are ranked',
  validation: 'a random tenth of each user\'s training items',
  metrics: { 'recall@20': (ranked, relevant) => recall(ranked, relevant, 20), 'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20) },
  decisive: 'ndcg@20',
  depth: 20,
  load: async (path, read) => {
    const { users, items } = newIds()
    const files = ['train.txt', 'test.txt'].map((name) => fileIn(path, [name]))
    const trainRows = await readAdjacency(files[0], users, items)
    read(0.5)
    const testRows = await readAdjacency(files[1], users, items)
    const train = interactionsOf(trainRows, users.count(), items.count())
    const judged = judgedBy(itemsOf(interactionsOf(testRows, users.count(), items.count())), users.count())
    return {
      test: collaborative({ train, histories: train, now: 0 }, judged.customers, judged.relevant),
      validation: (rng) => {
        const held = randomShare(train, 0.1, rng)
        return collaborative({ train: held.train, histories: held.train, now: 0 }, held.customers, held.relevant)
      },
      counts: { users: users.count(), items: items.count(), train: trainRows.length, test: testRows.length },
    }
  },
  baselines: [mostPopular],
  // Each of them one set of lists; the blend is not, since it weighs scores per customer.
  contenders: [listsWithoutTime, graphFilters],
}
