import { hitRate, reciprocalRank } from '../../../models/rankingMetrics.ts'
import { listsInOrder, mostPopular } from '../generators/listSearches.ts'
import { whatFollowsWhat } from '../generators/orderedSearch.ts'
import type { Problem } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { createIds } from '../read/ids.ts'
import { inOrder, type Sequence } from '../read/sequences.ts'
import { fileIn, readFields } from '../read/text.ts'

type Asked = { readonly prefix: Sequence; readonly target: number }

function afterPrefixes(train: readonly Sequence[], asked: readonly Asked[], items: number): Problem {
  return {
    given: { train: inOrder(train, items, 1), histories: inOrder(asked.map(({ prefix }) => prefix), items), now: 0 },
    cases: { customers: Int32Array.from(asked.keys()), relevant: asked.map(({ target }) => new Set([target])), masked: null, candidates: null },
  }
}

/** Every item of a session but the first, after those before it. */
function prefixesOf(session: Sequence): Asked[] {
  return session.slice(1).map((target, k) => ({ prefix: session.slice(0, k + 1), target }))
}

export const sessions: Protocol = {
  name: 'sessions',
  help: 'a folder with all_train_seq.txt (a session a line, its items in order) and test_prefix_target.txt (items, tab, the next item): Diginetica, Tmall or Nowplaying as SR-GNN and GCE-GNN split them.',
  split: 'as given: all prefixes of the test sessions, each with its next item. Intervals take prefixes as independent',
  masked: 'nothing: items of the prefix are ranked too',
  validation: 'the last twentieth of the training sessions in the order of the file, expanded to prefixes in the same way',
  // P@20 is what the papers on these splits call the share of prefixes whose next item is among the first 20.
  metrics: { 'p@20': (ranked, relevant) => hitRate(ranked, relevant, 20), 'mrr@20': (ranked, relevant) => reciprocalRank(ranked, relevant, 20) },
  decisive: 'mrr@20',
  depth: 20,
  load: async (path, read) => {
    const items = createIds()
    const trainFile = fileIn(path, ['all_train_seq.txt'])
    const testFile = fileIn(path, ['test_prefix_target.txt'])
    const train = (await readFields(trainFile, ['item'])).map(({ fields }) => fields.map(items.of))
    read(0.6)
    const asked = (await readFields(testFile, ['items', 'next item'], '\t')).map(({ fields }) => ({ prefix: fields[0].split(/\s+/).map(items.of), target: items.of(fields[1].trim()) }))
    const border = Math.floor(0.95 * train.length)
    return {
      test: afterPrefixes(train, asked, items.count()),
      validation: () => afterPrefixes(train.slice(0, border), train.slice(border).flatMap(prefixesOf), items.count()),
      counts: { sessions: train.length, items: items.count(), clicks: train.reduce((sum, { length }) => sum + length, 0), prefixes: asked.length },
    }
  },
  baselines: [mostPopular],
  // Training sessions are a day apart here, so half-lives are counts of sessions.
  contenders: [listsInOrder(true), whatFollowsWhat({ repeats: true, halfLives: [35_000, 70_000, 140_000] })],
}
