/** A row of somebody else's, on the same files and by the same protocol. */
export type Published = {
  readonly model: string
  /** Who published it, and when; where it was read if not there. */
  readonly source: string
  readonly figures: { readonly [metric: string]: number }
}

const BARS = 'BARS leaderboard, 2022'
const CHEBYCF = 'table of Kim et al. 2025 (ChebyCF)'

function pair(first: string, second: string): (model: string, a: number, b: number, source: string) => Published {
  return (model, a, b, source) => ({ model, source, figures: { [first]: a, [second]: b } })
}

const collaborative = pair('recall@20', 'ndcg@20')
const listed = pair('hr@10', 'ndcg@10')
const session = pair('p@20', 'mrr@20')

export const gowalla: readonly Published[] = [
  collaborative('ItemKNN', 0.157, 0.1214, BARS),
  collaborative('MF-BPR', 0.1627, 0.1378, BARS),
  collaborative('EASE', 0.1765, 0.1467, BARS),
  collaborative('LightGCN', 0.183, 0.1554, 'He et al. 2020, as UltraGCN\'s authors quote it'),
  collaborative('GF-CF', 0.1849, 0.1518, BARS),
  collaborative('UltraGCN', 0.1862, 0.158, BARS),
  collaborative('SimpleX', 0.1872, 0.1557, BARS),
  collaborative('SGFCF', 0.1898, 0.1566, CHEBYCF),
  collaborative('PGSP', 0.1917, 0.1606, CHEBYCF),
  collaborative('NESCL', 0.1917, 0.1617, 'Sun et al. 2023'),
  collaborative('BSPM-EM', 0.192, 0.1597, 'Choi et al. 2023, quoted by two later works'),
  collaborative('ChebyCF', 0.1941, 0.1616, 'Kim et al., SIGIR 2025'),
]

export const yelp2018: readonly Published[] = [
  collaborative('ItemKNN', 0.0639, 0.0531, BARS),
  collaborative('EASE', 0.0657, 0.0552, BARS),
  collaborative('LightGCN', 0.0649, 0.053, 'He et al. 2020, as UltraGCN\'s authors quote it'),
  collaborative('UltraGCN', 0.0683, 0.0561, BARS),
  collaborative('GF-CF', 0.0697, 0.0571, BARS),
  collaborative('SimpleX', 0.0701, 0.0575, BARS),
  collaborative('BSPM-EM', 0.072, 0.0593, 'Choi et al. 2023, quoted by two later works'),
]

export const amazonBook: readonly Published[] = [
  collaborative('LightGCN', 0.0411, 0.0315, 'He et al. 2020, as UltraGCN\'s authors quote it'),
  collaborative('UltraGCN', 0.0681, 0.0556, BARS),
  collaborative('GF-CF', 0.071, 0.0584, BARS),
  collaborative('ItemKNN', 0.0736, 0.0606, BARS),
  collaborative('ChebyCF', 0.0738, 0.0613, 'Kim et al., SIGIR 2025'),
]

const DACREMA = 'Ferrari Dacrema et al. 2019'

export const ncf: readonly Published[] = [
  listed('TopPop', 0.4531, 0.2542, DACREMA),
  listed('ItemKNN', 0.6596, 0.39, DACREMA),
  listed('RP3β', 0.6715, 0.3991, DACREMA),
  listed('NeuMF', 0.6725, 0.4011, `He et al. 2017, run again by ${DACREMA}`),
  listed('PureSVD', 0.6896, 0.4294, DACREMA),
  listed('iALS, tuned', 0.731, 0.4521, 'irspack 2021, 6,038 users'),
]

export const msrec100k: readonly Published[] = ([
  ['ALS', 0.0047, 0.0466, 0.0496, 0.0167],
  ['SAR', 0.113, 0.3883, 0.3338, 0.1832],
  ['NCF', 0.1086, 0.3988, 0.3497, 0.1816],
  ['LightGCN', 0.1216, 0.4176, 0.361, 0.1961],
  ['BPR', 0.1325, 0.442, 0.3882, 0.2125],
  ['BiVAE', 0.1461, 0.4751, 0.4118, 0.2191],
] as const).map(([model, map, ndcg, precision, recall]) => ({
  model, source: 'Microsoft Recommenders benchmark, 2020–2024', figures: { 'map@10': map, 'ndcg@10': ndcg, 'precision@10': precision, 'recall@10': recall },
}))

function leaveOneOut(rows: readonly (readonly [model: string, hr5: number, ndcg5: number, hr10: number, ndcg10: number])[]): readonly Published[] {
  return rows.map(([model, hr5, ndcg5, hr10, ndcg10]) => ({
    model, source: model === 'TIGER' ? 'Rajput et al. 2023, quoted by later work' : 'Zhou et al. 2020 (S3-Rec)', figures: { 'hr@5': hr5, 'ndcg@5': ndcg5, 'hr@10': hr10, 'ndcg@10': ndcg10 },
  }))
}

export const beauty = leaveOneOut([
  ['PopRec', 0.008, 0.0044, 0.0152, 0.0068], ['GRU4Rec', 0.0164, 0.0099, 0.0283, 0.0137], ['BERT4Rec', 0.0203, 0.0124, 0.0347, 0.017],
  ['HGN', 0.0325, 0.0206, 0.0512, 0.0266], ['SASRec', 0.0387, 0.0249, 0.0605, 0.0318], ['S3-Rec', 0.0387, 0.0244, 0.0647, 0.0327], ['TIGER', 0.0454, 0.0321, 0.0648, 0.0384],
])

export const sports = leaveOneOut([
  ['PopRec', 0.0056, 0.0041, 0.0094, 0.0053], ['HGN', 0.0189, 0.012, 0.0313, 0.0159], ['SASRec', 0.0233, 0.0154, 0.035, 0.0192], ['S3-Rec', 0.0251, 0.0161, 0.0385, 0.0204], ['TIGER', 0.0264, 0.0181, 0.04, 0.0225],
])

export const toys = leaveOneOut([
  ['PopRec', 0.0066, 0.0046, 0.0113, 0.0061], ['HGN', 0.0321, 0.0221, 0.0497, 0.0277], ['SASRec', 0.0463, 0.0306, 0.0675, 0.0374], ['S3-Rec', 0.0443, 0.0294, 0.07, 0.0376], ['TIGER', 0.0521, 0.0371, 0.0712, 0.0432],
])

const GCE_GNN = 'table of Wang et al. 2020 (GCE-GNN), not checked against the paper'

export const diginetica: readonly Published[] = [
  session('Item-KNN', 0.3575, 0.1157, GCE_GNN),
  session('NARM', 0.4832, 0.16, GCE_GNN),
  session('CSRM', 0.5055, 0.1638, GCE_GNN),
  session('SR-GNN', 0.5126, 0.1778, GCE_GNN),
  session('GCE-GNN', 0.5422, 0.1904, GCE_GNN),
]
