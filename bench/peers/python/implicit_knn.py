"""Item-item recommenders of implicit, with their own recommend."""

from implicit import nearest_neighbours

from side import measure


def fit(split, train, settings, threads):
    kind = getattr(nearest_neighbours, f"{settings['kind']}Recommender")
    model = kind(K=settings["K"], num_threads=threads)
    model.fit(train, show_progress=False)
    return model


def rank(model, split, queries, length, threads):
    return model.recommend(split.row_of_query, queries, N=length)[0]


measure(["implicit"], fit, rank)
