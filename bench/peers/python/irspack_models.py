"""IALSRecommender and RP3betaRecommender of irspack; the best of their scores by numpy."""

import numpy as np
from irspack import IALSRecommender, RP3betaRecommender

from side import measure, rank_in_batches


def fit(split, train, settings, threads):
    settings = dict(settings)
    kind = {"ials": IALSRecommender, "rp3beta": RP3betaRecommender}[settings.pop("kind")]
    if kind is IALSRecommender:
        settings |= {"random_seed": 1}
    return kind(train.astype(np.float64), n_threads=threads, **settings).learn()


def rank(model, split, queries, length, threads):
    return rank_in_batches(queries, length, threads, 256, lambda _, rows: np.array(model.get_score(split.row_of_query[rows])))


measure(["irspack"], fit, rank)
