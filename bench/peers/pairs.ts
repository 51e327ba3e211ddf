import type { SplitName } from './readSplits.ts'
import type { Ours } from './ours.ts'

export type Pair = {
  readonly name: string
  readonly split: SplitName
  /** Rounds; in each both sides run, every second round the peer first. */
  readonly runs: number
  readonly peer: { readonly name: string; readonly script: string; readonly settings: Readonly<Record<string, number | string | boolean>> }
  readonly ours: Ours
  /** What a reader has to know to compare the two. */
  readonly note: string
}

const cosine = (K: number): Ours => ({
  model: 'cooccurrence',
  fit: { customerExponent: 0, rowExponent: 0.5, columnExponent: 0.5, shrinkage: 0, gap: null, selfWeight: 1, topK: K },
})

/** α, ρ, β and m of lists of 100, chosen by NDCG@20 on a fifth of the training rows. */
const chosen: Readonly<Partial<Record<SplitName, readonly [alpha: number, rho: number, beta: number, m: number]>>> = {
  'ml-100k': [0.5, 0.5, 0.6, 0], 'ml-1m': [0.125, 0.5, 0.6, 5], gowalla: [0.25, 0.5, 0.3, 0],
}

function weighted(split: SplitName, K: number): Ours {
  const [customerExponent, rowExponent, columnExponent, shrinkage] = chosen[split] ?? [0.25, 0.5, 0.3, 0]
  return { model: 'cooccurrence', fit: { customerExponent, rowExponent, columnExponent, shrinkage, gap: null, selfWeight: 0, topK: K } }
}

const rp3beta = (K: number, beta: number): Ours => ({
  model: 'cooccurrence',
  fit: { customerExponent: 0.5, rowExponent: 1, columnExponent: beta, shrinkage: 0, gap: null, selfWeight: 0, topK: K },
})

/** Rendle et al. 2021, their regularisation by frequency. */
const ials = (dimensions: number, topK: number | null, unobserved: number, regularisation: number): Ours => ({
  model: 'ials', topK, fit: { dimensions, unobserved, regularisation, frequencyExponent: 1, epochs: 16, steps: 3, deviation: 0.1 },
})

/** The plain ridge of `implicit`: its loss Σ c(1 − ŷ)² + Σ_rest ŷ² + λ(‖X‖² + ‖Y‖²) has the minimum of ours at α₀ = 1/(c − 1), λ/c, ν = 0. */
const plainAls = (factors: number, confidence: number, regularisation: number, topK: number | null): Ours => ({
  model: 'ials', topK,
  fit: { dimensions: factors, unobserved: 1 / (confidence - 1), regularisation: regularisation / confidence, frequencyExponent: 0, epochs: 15, steps: 3, deviation: 0.1 },
})

function alsPair(split: SplitName, factors: number, alpha: number, regularization: number, topK: number | null, runs: number): Pair {
  return {
    name: `als-${factors}-${topK === null ? 'vectors' : 'lists'}-${split}`, split, runs,
    peer: { name: 'implicit AlternatingLeastSquares', script: 'implicit_als.py', settings: { factors, alpha, regularization, iterations: 15 } },
    ours: plainAls(factors, alpha, regularization, topK),
    note: topK === null ? 'the same loss; ours makes the vectors of customers for the ranking, from their histories' : `the same loss; ours served by lists of ${topK}`,
  }
}

function knnPair(kind: 'Cosine' | 'BM25' | 'TFIDF', split: SplitName, K: number, runs = 3): Pair {
  return {
    name: `${kind.toLowerCase()}-${split}`, split, runs,
    peer: { name: `implicit ${kind}Recommender`, script: 'implicit_knn.py', settings: { kind, K } },
    ours: kind === 'Cosine' ? cosine(K) : weighted(split, K),
    note: kind === 'Cosine' ? `the same formula, K = ${K}` : `K = ${K}; our weights chosen on a held-out fifth of the training rows`,
  }
}

function easePair(split: SplitName, regularisation: number, topK: number, runs: number): Pair {
  return {
    name: `ease-${split}`, split, runs,
    peer: { name: 'EASE in numpy', script: 'ease_numpy.py', settings: { regularisation } },
    ours: { model: 'ease', fit: { regularisation, dropout: 0, customerExponent: 0, mostItems: 100_000, topK } },
    note: `λ = ${regularisation}; ours cut to lists of ${topK}`,
  }
}

function filterPair(name: string, settings: Pair['peer']['settings'], filter: Extract<Ours, { model: 'graphFilter' }>['fit']['filter'], split: SplitName, runs: number): Pair {
  return {
    name: `${name}-${split}`, split, runs,
    peer: { name: `${name} in numpy and scipy`, script: 'graph_filter.py', settings },
    ours: { model: 'graphFilter', fit: { filter, selfWeight: 0, positive: false, topK: 1000, lengthExponent: 0.5, popularityDiscount: 0 } },
    note: 'the same filter; ours cut to lists of 1000 on average',
  }
}

function filterPairs(split: SplitName, rank: number, runs: number): Pair[] {
  return [
    filterPair('gf-cf', { kind: 'gf-cf', rank, idealWeight: 0.3 }, { kind: 'gf-cf', rank, idealWeight: 0.3 }, split, runs),
    filterPair('bspm', { kind: 'bspm', rank: 448, idealWeight: 0.2, step: 2.5 }, { kind: 'bspm', rank: 448, idealWeight: 0.2, step: 2.5 }, split, runs),
    filterPair(
      'chebycf', { kind: 'chebycf', rank: 512, idealWeight: 0.2, order: 8, flatness: 10, degreeExponent: 0 },
      { kind: 'spectral', response: { shape: 'plateau', order: 8, flatness: 10 }, rank: 512, idealWeight: 0.2, degreeExponent: 0, tailDegree: 2 }, split, runs,
    ),
  ]
}

function irspackIals(split: SplitName, n_components: number, alpha0: number, reg: number, topK: number | null, runs: number): Pair {
  return {
    name: `irspack-ials-${n_components}-${topK === null ? 'vectors' : 'lists'}-${split}`, split, runs,
    peer: { name: 'irspack IALSRecommender', script: 'irspack_models.py', settings: { kind: 'ials', n_components, alpha0, reg, nu: 1, init_std: 0.1, max_cg_steps: 3, train_epochs: 16 } },
    ours: ials(n_components, topK, alpha0, reg),
    note: topK === null ? 'the same loss, regularisation and steps' : `the same loss; ours served by lists of ${topK}`,
  }
}

function irspackRp3beta(split: SplitName, topK: number, beta: number): Pair {
  return {
    name: `irspack-rp3beta-${split}`, split, runs: 3,
    peer: { name: 'irspack RP3betaRecommender', script: 'irspack_models.py', settings: { kind: 'rp3beta', top_k: topK, beta } },
    ours: rp3beta(topK, beta), note: `K = ${topK}, β = ${beta}; theirs keeps the best K that lead to an item, ours the best K it leads to`,
  }
}

function lightfm(split: SplitName, alpha0: number, reg: number): Pair {
  return {
    name: `lightfm-${split}`, split, runs: 1,
    peer: { name: 'LightFM, WARP', script: 'lightfm_warp.py', settings: { no_components: 64, epochs: 20, learning_rate: 0.05 } },
    ours: ials(64, null, alpha0, reg), note: 'different models of 64 dimensions: WARP, and iALS set as Rendle et al. 2021',
  }
}

export const pairs: readonly Pair[] = [
  knnPair('Cosine', 'ml-100k', 100), knnPair('BM25', 'ml-100k', 100), knnPair('TFIDF', 'ml-100k', 100),
  alsPair('ml-100k', 64, 4, 40, null, 3), easePair('ml-100k', 300, 1000, 3), filterPair('gf-cf', { kind: 'gf-cf', rank: 64, idealWeight: 0.3 }, { kind: 'gf-cf', rank: 64, idealWeight: 0.3 }, 'ml-100k', 3),
  knnPair('Cosine', 'ml-1m', 100), knnPair('BM25', 'ml-1m', 100), knnPair('TFIDF', 'ml-1m', 100),
  knnPair('Cosine', 'gowalla', 100), knnPair('BM25', 'gowalla', 100), knnPair('TFIDF', 'gowalla', 100),
  irspackRp3beta('gowalla', 400, 0.3),
  alsPair('ml-1m', 64, 4, 40, null, 3), alsPair('ml-1m', 64, 4, 40, 100, 3), alsPair('ml-1m', 192, 4, 40, null, 3),
  alsPair('gowalla', 64, 11, 110, null, 3), alsPair('gowalla', 64, 11, 110, 300, 1), alsPair('gowalla', 192, 11, 110, null, 1),
  irspackIals('ml-1m', 64, 0.3, 0.007, null, 3), irspackIals('ml-1m', 192, 0.3, 0.007, null, 3), irspackIals('gowalla', 64, 0.1, 0.003, null, 3),
  easePair('ml-1m', 300, 1000, 3), easePair('beauty', 50, 1000, 1),
  ...filterPairs('gowalla', 256, 1),
  lightfm('ml-1m', 0.3, 0.007), lightfm('gowalla', 0.1, 0.003),
  {
    name: 'session-knn-diginetica', split: 'diginetica', runs: 1,
    peer: { name: 'V-STAN in numpy', script: 'session_knn.py', settings: { sample: 5000, neighbours: 500, steps: 1.2, nearSteps: 3, idfWeight: 5, lengthExponent: 0.25 } },
    ours: { model: 'sessionKnn', fit: { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, pauseHours: null, sample: 5000, neighbours: 500, steps: 1.2, latestSteps: null, nearSteps: 3, idfWeight: 5, lengthExponent: 0.25 } },
    note: 'the same formula and settings',
  },
]
