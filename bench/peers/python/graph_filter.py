"""GF-CF (Shen et al. 2021), BSPM (Choi et al. 2023, early merge, one Runge-Kutta step) and ChebyCF (Kim et al. 2025) from their formulas.

P = N'N with N = Du^-1/2 R Di^-1/2, V its leading right singular vectors. P is never made: two sparse products with a block of queries.
"""

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from side import measure, rank_in_batches


def inverse_root(sums):
    return np.divide(1, np.sqrt(sums), out=np.zeros_like(sums), where=sums > 0)


class Filter:
    def __init__(self, train, settings):
        self.settings = settings
        self.degrees = np.ravel(train.sum(0)).astype(np.float32)
        left, right = inverse_root(np.ravel(train.sum(1)).astype(np.float32)), inverse_root(self.degrees)
        self.n = (sp.diags_array(left) @ train @ sp.diags_array(right)).tocsr().astype(np.float32)
        self.nt = self.n.T.tocsr()
        start = np.random.default_rng(1).random(min(train.shape)).astype(np.float32)
        _, _, vt = svds(self.n, k=settings["rank"], v0=start)
        self.vt = np.ascontiguousarray(vt)
        self.v = np.ascontiguousarray(vt.T)

    def p(self, x):
        return self.nt @ (self.n @ x)

    def ideal(self, x):
        return self.v @ (self.vt @ x)

    def scaled(self, x, exponent):
        """D^exponent x, items without degree left out."""
        powers = np.where(self.degrees > 0, np.maximum(self.degrees, 1) ** np.float32(exponent), 0).astype(np.float32)
        return powers[:, None] * x

    def score(self, batch, _):
        x = batch.T.toarray()  # items x queries
        return np.ascontiguousarray(getattr(self, self.settings["kind"].replace("-", "_"))(x).T)

    def blended(self, x):
        return self.p(x) + np.float32(self.settings["idealWeight"]) * self.scaled(self.ideal(self.scaled(x, -0.5)), 0.5)

    def gf_cf(self, x):
        return self.blended(x)

    def bspm(self, x):
        h, y = np.float32(self.settings["step"]), self.blended(x)
        k1 = -self.p(y)
        k2 = -self.p(y + h / 2 * k1)
        k3 = -self.p(y + h / 2 * k2)
        k4 = -self.p(y + h * k3)
        return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)

    def chebycf(self, x):
        beta = self.settings["degreeExponent"]
        x = self.scaled(x, -beta) if beta else x
        c = plateau(self.settings["order"], self.settings["flatness"])
        laplacian = lambda y: y - 2 * self.p(y)
        before, last = x, laplacian(x)
        out = c[0] * before + c[1] * last
        for k in range(2, len(c)):
            before, last = last, 2 * laplacian(last) - before
            out += c[k] * last
        out += np.float32(self.settings["idealWeight"]) * self.ideal(x)
        return self.scaled(out, beta) if beta else out


def plateau(order, flatness):
    """Coefficients of T_k, eq. 8-10 with the rounding to three decimals of the published tables."""
    x = np.round(np.cos((order - np.arange(order + 1)) / order * np.pi), 3)
    target = np.round(0.5 - 0.5 * np.sign(x) * np.abs(x) ** flatness, 3)
    angle = (order + 0.5 - np.arange(order + 1)) / (order + 1) * np.pi
    c = np.array([(target * np.cos(k * angle)).sum() for k in range(order + 1)]) * 2 / (order + 1)
    c[0] /= 2
    return c.astype(np.float32)


def fit(split, train, settings, threads):
    return Filter(train, settings)


def rank(model, split, queries, length, threads):
    return rank_in_batches(queries, length, threads, 64, model.score)


measure([], fit, rank)
