"""V-STAN (Ludewig et al. 2021) by numpy, two processes: score(j) = worth_j sum_v likeness(v) e^(-|place_v(j) - anchor_v| / near)."""

from multiprocessing import get_context

import numpy as np

from side import measure


class Sessions:
    """The different items of each session at their last place, the most recent session first; holders of each item likewise."""

    def __init__(self, split, settings):
        self.settings, self.items = settings, split.items
        offsets, index = split.train_offsets, split.train_index
        n = len(offsets) - 1
        session = n - 1 - np.repeat(np.arange(n), np.diff(offsets))
        place = np.arange(len(index)) - np.repeat(offsets[:-1], np.diff(offsets))
        # The last of equal (session, item) pairs has the highest place.
        order = np.lexsort((place, index, session))
        session, index, place = session[order], index[order], place[order]
        last = np.r_[(np.diff(session) != 0) | (np.diff(index) != 0), True]
        self.worth = np.ones(split.items)
        events = np.bincount(index, minlength=split.items)
        seen = events > 0
        self.worth[seen] += settings["idfWeight"] * np.maximum(0, np.log(n / events[seen]))
        session, self.item, self.place = session[last], index[last], place[last]
        self.offsets = np.searchsorted(session, np.arange(n + 1))
        self.weight = np.diff(self.offsets) ** -float(settings["lengthExponent"])
        by_item = np.lexsort((session, self.item))
        self.holders = session[by_item]
        self.holder_offsets = np.searchsorted(self.item[by_item], np.arange(split.items + 1))
        self.likeness = np.zeros(n)

    def best(self, query, length):
        s = self.settings
        recent = query[::-1]
        items, since = np.unique(recent, return_index=True)  # of equal ones the latest
        heard = [self.holders[self.holder_offsets[i]:self.holder_offsets[i + 1]][:s["sample"]] for i in items]
        found = np.concatenate(heard) if heard else np.empty(0, int)
        if len(found) == 0:
            return np.full(length, -1, np.int32)
        np.add.at(self.likeness, found, np.repeat(np.exp(-since / s["steps"]), [len(x) for x in heard]))
        found = np.unique(found)
        sampled = found[:s["sample"]]
        alike = self.likeness[sampled] * self.weight[sampled]
        self.likeness[found] = 0
        kept = np.argsort(-alike, kind="stable")[:s["neighbours"]]
        neighbours, alike = sampled[kept], alike[kept]
        starts, sizes = self.offsets[neighbours], self.offsets[neighbours + 1] - self.offsets[neighbours]
        first = np.r_[0, np.cumsum(sizes)[:-1]]
        entry = np.arange(sizes.sum()) - np.repeat(first - starts, sizes)
        item, place = self.item[entry], self.place[entry]
        anchor = np.maximum.reduceat(np.where(np.isin(item, items), place, 0), first)
        said = np.repeat(alike, sizes) * np.exp(-np.abs(place - np.repeat(anchor, sizes)) / s["nearSteps"])
        named, which = np.unique(item, return_inverse=True)
        scores = np.bincount(which, said) * self.worth[named]
        best = named[np.argsort(-scores, kind="stable")[:length]]
        return np.r_[best, np.full(length - len(best), -1)].astype(np.int32)


def fit(split, train, settings, threads):
    return Sessions(split, settings)


def part(job):
    model, offsets, index, start, end, length = job
    return np.stack([model.best(index[offsets[q]:offsets[q + 1]], length) for q in range(start, end)])


def rank(model, split, queries, length, threads):
    n = len(split.query_offsets) - 1
    cuts = np.linspace(0, n, threads + 1).astype(int)
    with get_context("fork").Pool(threads) as pool:
        jobs = [(model, split.query_offsets, split.query_index, a, b, length) for a, b in zip(cuts[:-1], cuts[1:])]
        best = np.concatenate(pool.map(part, jobs))
        pool.close()
        pool.join()  # their processor time counts only now
    return best


measure([], fit, rank)
