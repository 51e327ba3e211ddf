import { averagePrecision, ndcg, precision, recall } from '../../../models/rankingMetrics.ts'
import { blend } from '../generators/blend.ts'
import { easeLists } from '../generators/ease.ts'
import { ialsVectors } from '../generators/ials.ts'
import { listsWithoutTime, mostPopular } from '../generators/listSearches.ts'
import type { Protocol } from '../protocol.ts'
import { createIds } from '../read/ids.ts'
import { interactionsOf, type Row } from '../read/rowsOf.ts'
import { fileIn, numberAt, readFields } from '../read/text.ts'
import { collaborative, judgedBy } from '../splits/collaborative.ts'
import { itemsOf } from '../splits/itemsOf.ts'
import { randomShareOfItems } from '../splits/randomShare.ts'

export const msrec: Protocol = {
  name: 'msrec',
  help: 'a folder with msrec_train.tsv and msrec_test.tsv (user, item, rating, unix seconds): MovieLens as Microsoft Recommenders splits it, a random quarter of each film\'s ratings.',
  split: 'as given; every rated item counts, whatever the rating',
  masked: 'the user\'s training items; all other items of the files are ranked',
  validation: 'a random quarter of each film\'s training ratings, as the test part was drawn',
  metrics: {
    'map@10': (ranked, relevant) => averagePrecision(ranked, relevant, 10),
    'ndcg@10': (ranked, relevant) => ndcg(ranked, relevant, 10),
    'precision@10': (ranked, relevant) => precision(ranked, relevant, 10),
    'recall@10': (ranked, relevant) => recall(ranked, relevant, 10),
  },
  decisive: 'ndcg@10',
  depth: 10,
  load: async (path, read) => {
    const users = createIds()
    const items = createIds()
    // That a film was watched says more than how it was liked: five stars count 1, one star 0.6.
    const rowsIn = async (name: string): Promise<Row[]> => {
      const file = fileIn(path, [name])
      const lines = await readFields(file, ['user', 'item', 'rating', 'seconds'])
      return lines.map((line) => ({ customer: users.of(line.fields[0]), item: items.of(line.fields[1]), at: numberAt(file, line, 3, 'seconds') * 1000, weight: 0.5 + numberAt(file, line, 2, 'rating') / 10 }))
    }
    const trainRows = await rowsIn('msrec_train.tsv')
    read(0.7)
    const testRows = await rowsIn('msrec_test.tsv')
    const train = interactionsOf(trainRows, users.count(), items.count())
    const judged = judgedBy(itemsOf(interactionsOf(testRows, users.count(), items.count())), users.count())
    const now = train.at.reduce((a, b) => Math.max(a, b), 0)
    return {
      test: collaborative({ train, histories: train, now }, judged.customers, judged.relevant),
      validation: (rng) => {
        const held = randomShareOfItems(train, 0.25, rng)
        return collaborative({ train: held.train, histories: held.train, now }, held.customers, held.relevant)
      },
      counts: { users: users.count(), items: items.count(), train: trainRows.length, test: testRows.length },
    }
  },
  baselines: [mostPopular],
  contenders: [blend('EASE, item lists and iALS', [easeLists, listsWithoutTime, ialsVectors(48)])],
}
