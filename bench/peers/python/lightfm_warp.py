"""LightFM with WARP; the scores are its biases and products of vectors, by numpy."""

from lightfm import LightFM

from side import measure, rank_in_batches


def fit(split, train, settings, threads):
    settings = dict(settings)
    epochs = settings.pop("epochs")
    model = LightFM(loss="warp", random_state=1, **settings)
    model.fit(train, epochs=epochs, num_threads=threads)
    return model


def rank(model, split, queries, length, threads):
    biases, items = model.get_item_representations()
    customers = model.get_user_representations()[1][split.row_of_query]
    return rank_in_batches(queries, length, threads, 256, lambda _, rows: customers[rows] @ items.T + biases)


measure(["lightfm"], fit, rank)
