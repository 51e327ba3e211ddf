"""One side of a pair in Python: reads the split, times fit and ranking, writes the rankings and what was measured."""

import json
import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from threadpoolctl import threadpool_info

from peak import peak_mb


class Split:
    """train and queries as CSR of ones, rows x items; row_of_query is the row of train; mask: what is known is not recommended."""

    def __init__(self, folder):
        folder = Path(folder)
        header = json.loads((folder / "split.json").read_text())
        self.items, self.mask = header["items"], header["mask"]
        self.train_offsets, self.train_index = self._rows(folder, "train")
        self.query_offsets, self.query_index = self._rows(folder, "queries")
        self.row_of_query = np.fromfile(folder / "rowOfQuery.i32", np.int32)

    @staticmethod
    def _rows(folder, name):
        return [np.fromfile(folder / f"{name}.{part}.i32", np.int32) for part in ("offsets", "index")]

    def matrix(self, offsets, index):
        data = np.ones(len(index), np.float32)
        m = sp.csr_matrix((data, index, offsets), shape=(len(offsets) - 1, self.items), copy=True)
        m.sort_indices()
        return m


def best_of(scores, known, length):
    """The best of each row of dense scores without what is known (CSR), best first. Overwrites scores."""
    rows = np.repeat(np.arange(known.shape[0]), np.diff(known.indptr))
    scores[rows, known.indices] = -np.inf
    some = np.argpartition(scores, scores.shape[1] - length, axis=1)[:, -length:]
    order = np.argsort(-np.take_along_axis(scores, some, 1), axis=1, kind="stable")
    return np.take_along_axis(some, order, 1)


def rank_in_batches(queries, length, threads, size, score):
    """best_of score(batch of queries, its row numbers), shared among threads: numpy and scipy let go of the lock in products and sorts."""
    out = np.empty((queries.shape[0], length), np.int32)

    def work(start):
        rows = slice(start, start + size)
        batch = queries[rows]
        out[rows] = best_of(score(batch, rows), batch, length)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, queries.shape[0], size)))
    return out


def measure(packages, fit, rank):
    """fit(split, train, settings, threads) -> model; rank(model, split, queries, length, threads) -> queries x length."""
    order = json.loads(Path(sys.argv[1]).read_text())
    split = Split(order["split"])
    train = split.matrix(split.train_offsets, split.train_index)
    queries = split.matrix(split.query_offsets, split.query_index)
    before, started = os.times(), time.perf_counter()
    model = fit(split, train, order["settings"], order["threads"])
    fitted = time.perf_counter()
    best = rank(model, split, queries, order["length"], order["threads"])
    scored, after = time.perf_counter(), os.times()
    np.ascontiguousarray(best, np.int32).tofile(order["out"])
    blas = sorted({f"{x['internal_api']} {x['version']}" for x in threadpool_info() if x["user_api"] == "blas"})
    versions = {"Python": platform.python_version(), **{name: version(name) for name in ("numpy", "scipy", *packages)}}
    print("\n" + json.dumps({
        "fitSeconds": fitted - started, "scoreSeconds": scored - fitted, "processorSeconds": sum(after[:4]) - sum(before[:4]), "peakMB": peak_mb(),
        "versions": {**versions, "BLAS": ", ".join(blas)},
    }))
