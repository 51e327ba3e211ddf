"""BetaGeoFitter and GammaGammaFitter of lifetimes as they come, on columns of 64-bit floats."""

import json
import os
import platform
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")
from lifetimes import BetaGeoFitter, GammaGammaFitter  # noqa: E402

from peak import peak_mb  # noqa: E402


def timed(work):
    before, started = os.times(), time.perf_counter()
    result = work()
    ended, after = time.perf_counter(), os.times()
    return result, {"seconds": ended - started, "processorSeconds": sum(after[:4]) - sum(before[:4])}


folder = Path(json.loads(Path(sys.argv[1]).read_text())["columns"])
x, tx, T, z = (np.fromfile(folder / f"{name}.f64", np.float64) for name in ("frequency", "recency", "age", "meanSpend"))
bought = (x > 0) & (z > 0)  # Gamma-Gamma refuses the others; ours leaves them out itself
purchases, purchase_cost = timed(lambda: BetaGeoFitter().fit(x, tx, T))
spend, spend_cost = timed(lambda: GammaGammaFitter().fit(x[bought], z[bought]))
peak = peak_mb()
ones = np.ones(len(x))
print("\n" + json.dumps({
    "purchases": {**purchase_cost, "parameters": purchases.params_.to_dict(), "logLikelihood": float(-BetaGeoFitter._negative_log_likelihood(np.log(purchases.params_.values), x, tx, T, ones, 0) * len(x))},
    "spend": {**spend_cost, "parameters": spend.params_.to_dict(), "logLikelihood": float(-GammaGammaFitter._negative_log_likelihood(np.log(spend.params_.values), x[bought], z[bought], ones[bought], 0) * bought.sum())},
    "peakMB": peak, "versions": {"Python": platform.python_version(), **{name: version(name) for name in ("lifetimes", "numpy", "scipy", "autograd")}},
}))
