"""AlternatingLeastSquares of implicit, with its own recommend."""

from implicit.cpu.als import AlternatingLeastSquares

from side import measure


def fit(split, train, settings, threads):
    model = AlternatingLeastSquares(random_state=1, num_threads=threads, **settings)
    model.fit(train, show_progress=False)
    return model


def rank(model, split, queries, length, threads):
    return model.recommend(split.row_of_query, queries, N=length)[0]


measure(["implicit"], fit, rank)
