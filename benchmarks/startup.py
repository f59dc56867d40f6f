"""Measure start-up as a ratio to `python -c pass` in the same environment.

Run it with the environment's own Python: `.venv/bin/python benchmarks/startup.py`. Ratios of medians and of
minima stand side by side; on a busy machine trust the minima.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 60
SCRIPT = str(Path(sys.executable).with_name("medcompare"))
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import typer": [sys.executable, "-c", "import typer"],
    "compare --json": [SCRIPT, "compare", "baclofen", "diazepam", "--json"],
    "compare": [SCRIPT, "compare", "baclofen", "diazepam"],
    "compare --json, by brand": [SCRIPT, "compare", "Lioresal", "Valium", "--json"],
    "interactions --json, six drugs": [SCRIPT, "interactions", "baclofen", "diazepam", "oxycodone", "fluoxetine", "alcohol", "bupropion", "--json"],
    "dose --check --json": [SCRIPT, "dose", "baclofen", "--check", "25 mg tid", "--json"],
}  # fmt: skip
TARGETS = {"compare --json": 7.0, "compare": 10.5}


def main() -> None:
    """Print a table of ratios; targets beside them."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=True)
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=True)
            times[name].append(time.perf_counter() - start)
    base = times["python -c pass"]
    print(f"{'':32} {'median':>7} {'minimum':>8} {'target':>7}")
    for name, taken in times.items():
        target = f"{TARGETS[name]:.1f}" if name in TARGETS else ""
        print(f"{name:32} {statistics.median(taken) / statistics.median(base):7.2f} {min(taken) / min(base):8.2f} {target:>7}")


if __name__ == "__main__":
    main()
