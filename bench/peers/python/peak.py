"""The most memory this process ever held, in MB."""

import re
import resource
import sys
from pathlib import Path


def peak_mb():
    if sys.platform == "linux":
        return int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024
