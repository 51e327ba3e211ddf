"""AlternatingLeastSquares of implicit, with its own recommend; it asks for BLAS in one thread beside its own threads."""

from implicit.cpu.als import AlternatingLeastSquares
from threadpoolctl import threadpool_limits

from side import measure


def fit(split, train, settings, threads):
    threadpool_limits(1, "blas")
    model = AlternatingLeastSquares(random_state=1, num_threads=threads, **settings)
    model.fit(train, show_progress=False)
    return model


def rank(model, split, queries, length, threads):
    return model.recommend(split.row_of_query, queries, N=length)[0]


measure(["implicit"], fit, rank)
