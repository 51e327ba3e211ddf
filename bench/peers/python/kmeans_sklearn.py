"""KMeans of scikit-learn with k-means++ and its default tolerance, on rows of 32-bit floats."""

import json
import os
import platform
import re
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_info

from peak import peak_mb


def held_mb():
    if sys.platform == "linux":
        return int(re.search(r"VmRSS:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    return peak_mb()


order = json.loads(Path(sys.argv[1]).read_text())
x = np.fromfile(order["data"], np.float32).reshape(order["rows"], -1)
held = held_mb()
before, started = os.times(), time.perf_counter()
model = KMeans(order["k"], n_init=order["starts"], random_state=1).fit(x)
ended, after = time.perf_counter(), os.times()
beyond = peak_mb() - held
np.ascontiguousarray(model.cluster_centers_, np.float32).tofile(order["out"])
blas = sorted({f"{x['internal_api']} {x['version']} {x.get('architecture', '')}".strip() for x in threadpool_info() if x["user_api"] == "blas"})
print("\n" + json.dumps({
    "seconds": ended - started, "processorSeconds": sum(after[:4]) - sum(before[:4]), "beyondMB": beyond,
    "versions": {"Python": platform.python_version(), **{name: version(name) for name in ("scikit-learn", "numpy")}, "BLAS": ", ".join(blas)},
}))
